// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen;

import haulout.status.AlertReport;
import haulout.status.Remedy;
import haulout.text.Sentence;
import haulout.ui.control.AlertCard;
import haulout.ui.control.Buttons;
import haulout.ui.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import javafx.scene.control.ButtonBase;

/// Puts alerts into cards, the same wherever they are shown: what is the matter, what mends it,
/// *Later* and *Why this matters*. For the FX thread.
public final class AlertShown {
    private final Words words;
    private final Later later;
    private final BiFunction<String, String, Optional<Sentence>> why;
    private final Runnable changed;

    /// @param why why a check matters, by its name and subject
    /// @param changed has everything shown anew
    public AlertShown(
            Words words,
            Later later,
            BiFunction<String, String, Optional<Sentence>> why,
            Runnable changed) {
        this.words = words;
        this.later = later;
        this.why = why;
        this.changed = changed;
    }

    /// Shows an alert that is open.
    ///
    /// @param mend does what a button says
    public void show(AlertCard card, AlertReport alert, BiConsumer<Remedy, String> mend) {
        List<ButtonBase> buttons = new ArrayList<>();
        for (Remedy remedy : alert.remedies()) {
            String text = words.say("remedy." + remedy.name().toLowerCase(Locale.ROOT));
            Runnable action = () -> mend.accept(remedy, alert.subject());
            buttons.add(
                    buttons.isEmpty() ? Buttons.plain(text, action) : Buttons.quiet(text, action));
        }
        buttons.add(
                Buttons.quiet(
                        words.say("alerts.later"),
                        () -> {
                            later.putOff(alert);
                            changed.run();
                        }));
        show(card, alert, buttons);
    }

    /// Shows an alert that was put off.
    public void showPutOff(AlertCard card, AlertReport alert) {
        show(
                card,
                alert,
                List.of(
                        Buttons.quiet(
                                words.say("alerts.back"),
                                () -> {
                                    later.bringBack(alert);
                                    changed.run();
                                })));
    }

    /// Those that are not put off.
    public List<AlertReport> open(List<AlertReport> alerts) {
        return later.open(alerts);
    }

    private void show(AlertCard card, AlertReport alert, List<ButtonBase> buttons) {
        String note =
                alert.deadline()
                        .map(until -> words.say("alerts.until", words.formats().moment(until)))
                        .orElse(words.say("alerts.since", words.formats().moment(alert.since())));
        card.show(alert.level(), words.say(alert.sentence()), note, buttons);
        card.explain(
                words.say("alerts.why"),
                why.apply(alert.check(), alert.subject()).map(words::say).orElse(""));
    }
}
