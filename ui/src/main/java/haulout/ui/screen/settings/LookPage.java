// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.settings;

import haulout.ui.control.Panel;
import haulout.ui.control.PillChoice;
import haulout.ui.control.SettingRow;
import haulout.ui.control.SettingRows;
import haulout.ui.control.SwitchField;
import haulout.ui.screen.Look;
import haulout.ui.screen.ScreenContext;
import haulout.ui.text.Words;
import haulout.ui.work.Subscriptions;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/// Look and language. The shell keeps what is chosen.
final class LookPage extends VBox {
    private final Words words;
    private final Look look;
    private final PillChoice<Look.Theme> theme;
    private final PillChoice<Integer> size;
    private final PillChoice<Locale> language;
    private final PillChoice<Look.Role> role;
    private final SwitchField calm;
    private final SwitchField detailed;

    LookPage(ScreenContext context) {
        this.words = context.words();
        this.look = context.look();
        getStyleClass().addAll("column", "gap-16");
        setMinWidth(0);
        theme =
                new PillChoice<>(
                        "theme",
                        List.of(Look.Theme.values()),
                        each -> words.say("settings.theme." + low(each)),
                        look.theme()::set);
        size =
                new PillChoice<>(
                        "textSize",
                        Look.TEXT_SIZES,
                        percent -> percent + "\u00a0%",
                        look.textPercent()::set);
        language =
                new PillChoice<>(
                        "language",
                        Words.LANGUAGES,
                        each -> each.getDisplayLanguage(each),
                        look.language()::set);
        role =
                new PillChoice<>(
                        "role",
                        List.of(Look.Role.values()),
                        each -> words.say("settings.role." + low(each)),
                        look.role()::set);
        calm = box("calm", look.calm());
        detailed = box("detailed", look.detailed());
        getChildren()
                .addAll(
                        rows(
                                "settings.look",
                                row("theme", theme),
                                row("size", size),
                                row("calm", calm)),
                        rows("settings.language", row("language", language)),
                        rows("settings.shows", row("role", role), row("detailed", detailed)));
    }

    private static String low(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static SwitchField box(String id, BooleanProperty property) {
        return new SwitchField(id, property::set);
    }

    private SettingRow row(String name, Node control) {
        String key = "settings.look." + name;
        return new SettingRow(words.say(key), words.say(key + ".note"), control);
    }

    private Panel rows(String title, SettingRow... rows) {
        return new Panel(words.say(title), new SettingRows(List.of(rows)));
    }

    /// Follows the look until the subscriptions are released.
    void follow(Subscriptions subscriptions) {
        subscriptions.follow(look.theme(), theme::show);
        subscriptions.follow(look.textPercent(), now -> size.show(now.intValue()));
        subscriptions.follow(look.role(), role::show);
        subscriptions.follow(look.language(), now -> language.show(Locale.of(now.getLanguage())));
        subscriptions.follow(look.calm(), calm::show);
        subscriptions.follow(look.detailed(), detailed::show);
    }
}
