// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.settings;

import haulout.resources.settings.HoursGrid;
import haulout.resources.settings.Key;
import haulout.resources.settings.Preset;
import haulout.resources.settings.RateKey;
import haulout.status.AlertReport;
import haulout.ui.control.AlertCard;
import haulout.ui.control.Buttons;
import haulout.ui.control.HourStrip;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.Panel;
import haulout.ui.control.PillChoice;
import haulout.ui.control.SettingRow;
import haulout.ui.control.SettingRows;
import haulout.ui.screen.Place;
import haulout.ui.screen.ScreenContext;
import haulout.ui.text.Words;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// The resource rules.
final class RulesPage extends VBox {
    private static final PseudoClass UNKNOWN = PseudoClass.getPseudoClass("unknown");

    private static final List<Preset> PRESETS = List.of(Preset.QUIET, Preset.BALANCED, Preset.FULL);

    private final ScreenContext context;
    private final Words words;
    private final RulesViewModel model;
    private final RuleRows rows;
    private final PillChoice<Preset> presets;
    private final Button back;
    private final Label presetNote = Labels.muted("");
    private final Label forecast = Labels.strong("");
    private final HourStrip strip;
    private final AlertCard strongest = new AlertCard();
    private final HoursPart hours;
    private final AppsPart apps;
    private final SettingRow hotspots;
    private final Map<Section, VBox> conflicts = new EnumMap<>(Section.class);

    RulesPage(ScreenContext context) {
        this.context = context;
        this.words = context.words();
        this.model = new RulesViewModel(context);
        this.rows = new RuleRows(words, model);
        getStyleClass().addAll("column", "gap-16");
        setMinWidth(0);
        presets =
                new PillChoice<>(
                        "preset",
                        PRESETS,
                        preset -> words.say("settings.preset." + name(preset)),
                        model::choose);
        back =
                Nodes.named(
                        Buttons.quiet(words.say("settings.back"), model::backToPreset),
                        "presetBack");
        strip =
                Nodes.named(
                        new HourStrip(model.weekText().days(), words.say("settings.forecast.hint")),
                        "forecastStrip");
        hours = new HoursPart(words, model);
        apps = new AppsPart(words, model);
        hotspots =
                new SettingRow(
                        words.say("settings.net.hotspots"),
                        words.say("settings.net.hotspots.note"),
                        Nodes.named(
                                Buttons.plain(
                                        words.say("settings.net.hotspots.forget"),
                                        this::forgetHotspots),
                                "forgetHotspots"));
        getChildren()
                .addAll(
                        top(),
                        section(Section.USE, use()),
                        section(Section.PROCESSOR, processor()),
                        section(Section.BATTERY, battery()),
                        section(Section.DISK, disk()),
                        section(Section.NETWORK, network()),
                        section(Section.APPS, apps()),
                        section(Section.HOURS, List.of(hours)),
                        section(Section.OTHER, other()));
        model.state().addListener((_, _, now) -> render(now));
        render(model.state().get());
    }

    private Panel top() {
        return new Panel(
                        words.say("settings.preset"),
                        presets,
                        presetNote,
                        Nodes.styled(new javafx.scene.layout.Region(), "divider"),
                        forecast,
                        strip,
                        strongest)
                .withAction(back);
    }

    private Panel section(Section section, List<? extends Node> content) {
        VBox box = Nodes.column("gap-8");
        conflicts.put(section, box);
        return new Panel(words.say(section.key()), box, new SettingRows(content));
    }

    private List<SettingRow> use() {
        return List.of(
                rows.flag(Key.USER_HEAVY, "settings.user.heavy"),
                rows.number(
                        Key.USER_AWAY_MINUTES,
                        "settings.user.away",
                        1,
                        words.say("settings.minutes")),
                rows.percent(Key.CPU_OTHERS_USING, "settings.cpu.others"),
                rows.percent(Key.CPU_OTHERS_AWAY, "settings.cpu.othersAway"));
    }

    private List<SettingRow> processor() {
        return List.of(
                rows.percent(Key.CPU_SHARE_AWAY, "settings.cpu.away"),
                rows.percent(Key.CPU_SHARE_USING, "settings.cpu.using"),
                rows.slider(Key.CPU_RAMP, "settings.cpu.ramp", 1, this::ramp),
                rows.slider(Key.HEAT_LIMIT, "settings.heat", 1, value -> value + "\u00a0°C"));
    }

    private String ramp(int points) {
        return words.say("settings.cpu.ramp.value", words.formats().count(points));
    }

    private List<SettingRow> battery() {
        Label heavy = Labels.line(words.say("settings.battery.heavy.always"), "t-muted");
        return List.of(
                new SettingRow(
                        words.say("settings.battery.heavy"),
                        words.say("settings.battery.heavy.note"),
                        heavy),
                rows.flag(Key.BATTERY_TAKE_IN, "settings.battery.takeIn"),
                rows.slider(
                        Key.BATTERY_ANSWER_MIN,
                        "settings.battery.answer",
                        5,
                        value -> value == 100 ? words.say("settings.never") : value + "\u00a0%"),
                rows.percent(Key.BATTERY_SLEEP, "settings.battery.sleep"),
                rows.percent(Key.BATTERY_HEAVY_MIN, "settings.battery.again"));
    }

    private List<SettingRow> disk() {
        return List.of(
                rows.gigabytes(Key.WRITE_PER_DAY_SSD, "settings.disk.ssd"),
                rows.gigabytes(Key.WRITE_PER_DAY_HDD, "settings.disk.hdd"),
                rows.percent(Key.DISK_OTHERS_BUSY, "settings.disk.busy"),
                new SettingRow(
                        words.say("settings.disk.drives"),
                        words.say("settings.disk.drives.note"),
                        Nodes.named(
                                Buttons.plain(
                                        words.say("settings.disk.open"),
                                        () -> context.navigator().go(Place.STORAGE)),
                                "rulesStorage")));
    }

    private List<SettingRow> network() {
        return List.of(
                rows.line(RateKey.UP_USING, RateKey.UP_AWAY, "settings.net.up"),
                rows.line(RateKey.DOWN_USING, RateKey.DOWN_AWAY, "settings.net.down"),
                rows.gigabytes(Key.NET_MONTH_BYTES, "settings.net.month"),
                rows.number(Key.NET_MONTH_DAY, "settings.net.day", 1, ""),
                new SettingRow(
                        words.say("settings.net.metered"),
                        words.say("settings.net.metered.note"),
                        metered()),
                hotspots,
                rows.number(Key.NET_MAX_CONNECTIONS, "settings.net.connections", 8, ""));
    }

    private Node metered() {
        PillChoice<Long> choice =
                new PillChoice<>(
                        "metered",
                        List.of(0L, 1L, 2L),
                        value -> words.say("settings.net.metered." + value),
                        value -> model.set(Key.NET_METERED, value));
        model.state().addListener((_, _, now) -> choice.show(now.draft().get(Key.NET_METERED)));
        choice.show(model.state().get().draft().get(Key.NET_METERED));
        return choice;
    }

    private void forgetHotspots() {
        context.runner()
                .ask(
                        () -> context.node().settings().forgetHotspots(),
                        _ -> refresh(),
                        context.navigator()::tell);
    }

    private List<Node> apps() {
        List<Node> parts = new ArrayList<>();
        parts.add(rows.flag(Key.APPS_FULL_SCREEN, "settings.apps.full"));
        parts.add(apps);
        return parts;
    }

    private List<SettingRow> other() {
        return List.of(
                rows.flag(Key.SLEEP_KEEP_AWAKE, "settings.awake"),
                rows.number(
                        Key.START_DELAY_SECONDS,
                        "settings.start.delay",
                        30,
                        words.say("settings.seconds")),
                rows.flag(Key.SWITCH_HEAVY_OFF, "settings.switch.heavy"),
                rows.flag(Key.SWITCH_INTERNET_OFF, "settings.switch.internet"));
    }

    /// It comes to be shown.
    void opened() {
        model.opened();
        showHotspots();
    }

    /// News.
    void refresh() {
        model.refresh();
        showHotspots();
    }

    // there is nothing to forget as long as nothing was asked
    private void showHotspots() {
        Nodes.setShown(hotspots, context.node().settings().hasHotspotAnswers());
    }

    private void render(RulesState state) {
        rows.show(state.draft());
        presets.show(state.draft().preset());
        String name = name(state.draft().preset());
        presetNote.setText(
                words.say(
                        state.isChanged()
                                ? "settings.preset.changed"
                                : "settings.preset." + name + ".note",
                        words.say("settings.preset." + name)));
        Nodes.setShown(back, state.isChanged());
        forecast.setText(state.forecast());
        forecast.pseudoClassStateChanged(UNKNOWN, state.hours().isEmpty());
        strip.show(state.hours());
        Nodes.setShown(strip, !state.hours().isEmpty());
        Nodes.setShown(strongest, !state.strongest().isEmpty());
        strongest.show(AlertReport.Level.TIP, state.strongest(), "", List.of());
        hours.show(state.draft().hours().cells(), state.days());
        apps.show(state.draft().apps());
        conflicts.forEach((section, box) ->
                showConflicts(box, state.conflicts().getOrDefault(section, List.of())));
    }

    private void showConflicts(VBox box, List<RulesState.Conflict> found) {
        Nodes.setShown(box, !found.isEmpty());
        List<AlertCard> cards = new ArrayList<>();
        for (RulesState.Conflict conflict : found) {
            List<Button> buttons = new ArrayList<>();
            if (!conflict.repair().isEmpty()) {
                buttons.add(
                        Nodes.named(
                                Buttons.plain(conflict.repair(), conflict.onRepair()),
                                "conflictRepair"));
            }
            buttons.add(
                    Nodes.named(
                            Buttons.quiet(words.say("settings.discard"), model::discard),
                            "conflictDiscard"));
            AlertCard card = new AlertCard();
            card.show(
                    AlertReport.Level.ATTENTION,
                    conflict.text(),
                    words.say("settings.conflict.note"),
                    buttons);
            cards.add(card);
        }
        box.getChildren().setAll(cards);
    }

    private static String name(Preset preset) {
        return preset.name().toLowerCase(Locale.ROOT);
    }

    /// The presets of the week, by their names.
    static Map<String, HoursGrid> weeks() {
        String free = "f";
        String off = "o";
        String light = "l";
        Map<String, HoursGrid> weeks = new java.util.LinkedHashMap<>();
        weeks.put("always", HoursGrid.FREE);
        weeks.put("cheap", HoursGrid.cheapPower());
        weeks.put("nights", HoursGrid.everyDay(free.repeat(7) + off.repeat(15) + free.repeat(2)));
        weeks.put("evenings", HoursGrid.everyDay(free.repeat(18) + light.repeat(5) + free));
        weeks.put(
                "work",
                new HoursGrid(
                        (light.repeat(8) + free.repeat(9) + light.repeat(7)).repeat(5)
                                + light.repeat(48)));
        return weeks;
    }
}
