// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.firstrun;

import haulout.resources.settings.Key;
import haulout.resources.settings.Preset;
import haulout.ui.control.CardGrid;
import haulout.ui.control.ChoiceCard;
import haulout.ui.control.FlowLine;
import haulout.ui.control.Fold;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.text.Words;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// The second step: which drive, how much of it, how hard, and the monthly limit.
final class DriveStep {
    private static final long GB = Gigabytes.GB;

    /// Of the three ways to work, so that they stand side by side in the smallest window.
    private static final double NARROWEST_CARD = 12.5;

    private static final List<Long> MONTHS = List.of(0L, Key.NONE, 50L, 100L, 300L, 1000L);

    private final FirstRunViewModel model;
    private final Words words;
    private final ChoiceBox<FirstRunState.Place> place = Nodes.named(new ChoiceBox<>(), "frDrive");
    private final Label about = Labels.caption("");
    private final Label failed = Nodes.named(Labels.caption(""), "frDriveFailed");
    private final VBox refused = Nodes.named(Nodes.column("gap-4"), "frRefused");
    private final ToggleGroup presets = new ToggleGroup();
    private final LendField lend;
    private final Label keeps = Labels.caption("");
    private final ChoiceBox<Long> month = Nodes.named(new ChoiceBox<>(), "frPlan");
    private final VBox details = Nodes.column("gap-8");
    private final Step step;
    private List<FirstRunState.Place> shown = List.of();
    private Optional<String> chosen = Optional.empty();
    private Optional<FirstRunState.FailedPlace> bad = Optional.empty();
    private long lent;
    private List<FirstRunState.Detail> told = List.of();

    DriveStep(FirstRunViewModel model, Words words) {
        this.model = model;
        this.words = words;
        lend = new LendField(words, this::lend);
        buildPlace();
        buildMonth();
        step =
                new Step(
                        "frStep2",
                        words.say("firstrun.2.title"),
                        words.say("firstrun.2.text"),
                        new FlowLine(
                                "flow-8",
                                Labels.line(words.say("firstrun.drive"), "t-strong"),
                                place,
                                about),
                        failed,
                        refused,
                        Nodes.column("gap-4", lend, keeps),
                        Nodes.column(
                                "gap-8", Labels.strong(words.say("firstrun.how")), presetCards()),
                        new FlowLine(
                                "flow-8",
                                Labels.line(words.say("firstrun.month"), "t-strong"),
                                month),
                        new Fold("frDetails", words.say("firstrun.details"), details));
    }

    private CardGrid presetCards() {
        CardGrid cards = new CardGrid(NARROWEST_CARD);
        for (Preset preset : List.of(Preset.BALANCED, Preset.QUIET, Preset.FULL)) {
            String key = "firstrun.preset." + preset.name().toLowerCase(java.util.Locale.ROOT);
            ChoiceCard card =
                    new ChoiceCard(
                            presets,
                            "frPreset-" + preset,
                            words.say(key),
                            words.say(key + ".text"));
            card.getStyleClass().add("choice-tile");
            card.onChosen(() -> model.choosePreset(preset));
            if (preset == Preset.BALANCED) {
                card.choose();
            }
            cards.getChildren().add(card);
        }
        return cards;
    }

    private void buildPlace() {
        place.setAccessibleText(words.say("firstrun.drive"));
        place.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(FirstRunState.Place one) {
                        return one == null ? "" : one.label();
                    }

                    @Override
                    public FirstRunState.Place fromString(String text) {
                        throw new UnsupportedOperationException();
                    }
                });
        place.valueProperty()
                .addListener((_, _, now) -> {
                    if (now != null) {
                        choose(now);
                    }
                });
        Nodes.setShown(refused, false);
        failed.getStyleClass().addAll("t-tone", "tone-bad");
        Nodes.setShown(failed, false);
    }

    private void buildMonth() {
        month.setAccessibleText(words.say("firstrun.month"));
        month.getItems().setAll(MONTHS);
        month.setValue(MONTHS.getFirst());
        month.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(Long value) {
                        return value == null ? "" : sayMonth(value);
                    }

                    @Override
                    public Long fromString(String text) {
                        return MONTHS.getFirst();
                    }
                });
        month.valueProperty().addListener((_, _, value) -> chooseMonth(value));
    }

    private String sayMonth(long value) {
        if (value == 0) {
            return words.say("firstrun.month.unsure");
        }
        return value == Key.NONE
                ? words.say("firstrun.month.none")
                : words.say("firstrun.month.most", model.size(value * GB));
    }

    private void chooseMonth(long value) {
        model.chooseMonth(
                value == 0
                        ? Optional.empty()
                        : Optional.of(value == Key.NONE ? Key.NONE : value * GB));
    }

    Node content() {
        return step.content();
    }

    void show(FirstRunState state) {
        details(state.details());
        bad = state.failed();
        mark();
        if (state.places().equals(shown)) {
            return;
        }
        shown = state.places();
        String before = selected().map(FirstRunState.Place::id).orElse("");
        List<FirstRunState.Place> good =
                shown.stream().filter(one -> one.refused().isEmpty()).toList();
        place.getItems().setAll(good);
        place.setDisable(good.isEmpty());
        good.stream()
                .filter(one -> one.id().equals(before))
                .findFirst()
                .or(() -> good.stream().findFirst())
                .ifPresent(place::setValue);
        Nodes.setChildren(
                refused,
                shown.stream()
                        .filter(one -> !one.refused().isEmpty())
                        .map(one ->
                                Labels.caption(
                                        words.say(
                                                "firstrun.drive.not", one.label(), one.refused())))
                        .toList());
        Nodes.setShown(refused, !refused.getChildren().isEmpty());
    }

    private void details(List<FirstRunState.Detail> now) {
        if (now.equals(told)) {
            return;
        }
        told = now;
        Nodes.setChildren(
                details,
                now.stream()
                        .map(one ->
                                Nodes.named(
                                        Nodes.styled(
                                                new HBox(
                                                        Labels.line(one.name(), "t-strong"),
                                                        Nodes.grow(Labels.body(one.text()))),
                                                "gap-8"),
                                        "frDetail-" + one.id()))
                        .toList());
    }

    /// Says of the place that is chosen whether it was tried in vain.
    private void mark() {
        Labels.showIfFilled(
                failed,
                selected()
                        .flatMap(now ->
                                bad.filter(one -> one.id().equals(now.id()))
                                        .map(one ->
                                                words.say(
                                                        "firstrun.drive.failed",
                                                        now.label(),
                                                        one.why())))
                        .orElse(""));
    }

    private Optional<FirstRunState.Place> selected() {
        return Optional.ofNullable(place.getValue());
    }

    private void choose(FirstRunState.Place now) {
        about.setText(now.text());
        mark();
        boolean isSame = chosen.equals(Optional.of(now.id()));
        chosen = Optional.of(now.id());
        model.chooseDrive(now.id());
        // what was typed stays when only something else about the drive is news
        lend.show(
                isSame ? lent : Math.round((double) now.suggested() / GB) * GB,
                now.most(),
                size -> model.most(now, size));
    }

    private void lend(long bytes) {
        lent = bytes;
        model.chooseLend(bytes);
        selected().ifPresent(now -> keeps.setText(model.keep(now, bytes)));
    }

    boolean isReady() {
        return selected().isPresent();
    }
}
