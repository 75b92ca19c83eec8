// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.settings;

import haulout.resources.settings.Key;
import haulout.resources.settings.LineRate;
import haulout.resources.settings.RateKey;
import haulout.resources.settings.Settings;
import haulout.ui.control.FlowLine;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.NumberField;
import haulout.ui.control.SettingRow;
import haulout.ui.control.SliderField;
import haulout.ui.control.SwitchField;
import haulout.ui.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;

/// Makes the rows of the rules, and shows settings in them.
final class RuleRows {
    private static final long GB = 1_000_000_000L;

    /// The largest number of gigabytes that is asked for; more is *no limit*.
    private static final int MOST_GB = 100_000;

    private final Words words;
    private final RulesViewModel model;
    private final List<Consumer<Settings>> shows = new ArrayList<>();

    RuleRows(Words words, RulesViewModel model) {
        this.words = words;
        this.model = model;
    }

    /// Shows settings in every row.
    void show(Settings settings) {
        shows.forEach(show -> show.accept(settings));
    }

    private SettingRow row(String key, Node control) {
        return new SettingRow(words.say(key), words.say(key + ".note"), control);
    }

    /// A yes or no.
    SettingRow flag(Key key, String text) {
        SwitchField box = new SwitchField(id(key), on -> model.set(key, on ? 1 : 0));
        shows.add(settings -> box.show(settings.is(key)));
        return row(text, box);
    }

    /// A number.
    SettingRow number(Key key, String text, int step, String unit) {
        NumberField field =
                new NumberField(
                        id(key),
                        (int) key.min(),
                        (int) key.max(),
                        step,
                        unit,
                        value -> model.set(key, value));
        shows.add(settings -> field.show((int) settings.get(key)));
        return row(text, field);
    }

    /// A number on a scale.
    SettingRow slider(Key key, String text, int step, IntFunction<String> format) {
        SliderField field =
                new SliderField(
                        id(key),
                        (int) key.min(),
                        (int) key.max(),
                        step,
                        format,
                        value -> model.preview(key, value),
                        value -> model.set(key, value));
        shows.add(settings -> field.show((int) settings.get(key)));
        return row(text, field);
    }

    /// Percent on a scale.
    SettingRow percent(Key key, String text) {
        return slider(key, text, 5, value -> value + "\u00a0%");
    }

    /// Gigabytes, or no limit.
    SettingRow gigabytes(Key key, String text) {
        CheckBox none = Nodes.named(new CheckBox(words.say("settings.nolimit")), id(key) + "-none");
        NumberField field =
                new NumberField(id(key), 1, MOST_GB, 10, "GB", value -> model.set(key, value * GB));
        int[] last = {(int) (key.of(haulout.resources.settings.Preset.BALANCED) / GB)};
        none.setOnAction(_ -> model.set(key, none.isSelected() ? Key.NONE : last[0] * GB));
        shows.add(settings -> {
            long bytes = settings.get(key);
            boolean limited = bytes != Key.NONE;
            if (limited) {
                last[0] = Math.clamp(bytes / GB, 1, MOST_GB);
                field.show(last[0]);
            }
            field.setDisable(!limited);
            none.setSelected(!limited);
        });
        FlowLine both = Nodes.styled(new FlowLine("flow-16", field, none), "right");
        return row(text, both);
    }

    /// Two limits of the line: while the computer is used and while it is not.
    SettingRow line(RateKey using, RateKey away, String text) {
        FlowLine both =
                Nodes.styled(
                        new FlowLine(
                                "flow-16",
                                rate(using, "settings.using"),
                                rate(away, "settings.away")),
                        "right");
        return row(text, both);
    }

    private Node rate(RateKey key, String label) {
        NumberField field =
                new NumberField(
                        key.text().replace('.', '-'),
                        1,
                        100,
                        5,
                        "%",
                        value -> model.set(key, LineRate.percent(value)));
        var typed = Labels.line("", "t-strong");
        shows.add(settings -> {
            LineRate rate = settings.get(key);
            boolean percent = rate.unit() == LineRate.Unit.PERCENT;
            Nodes.setShown(field, percent);
            Nodes.setShown(typed, !percent);
            typed.setText(rate.text());
            if (percent) {
                field.show((int) Math.round(rate.value()));
            }
        });
        field.setAccessibleText(words.say(label));
        return Nodes.row("gap-8", Labels.line(words.say(label), "t-caption"), field, typed);
    }

    static String id(Key key) {
        return key.text().replace('.', '-');
    }
}
