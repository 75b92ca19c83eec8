// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.firstrun;

import haulout.resources.settings.Key;
import haulout.resources.settings.Preset;
import haulout.ui.control.ChoiceCard;
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
    private static final List<Long> MONTHS = List.of(0L, Key.NONE, 50L, 100L, 300L, 1000L);

    private final FirstRunViewModel model;
    private final Words words;
    private final VBox places = Nodes.column("gap-8");
    private final ToggleGroup chosen = new ToggleGroup();
    private final ToggleGroup presets = new ToggleGroup();
    private final LendField lend;
    private final Label keeps = Labels.caption("");
    private final ChoiceBox<Long> month = Nodes.named(new ChoiceBox<>(), "frPlan");
    private final VBox details = Nodes.column("gap-8");
    private final Step step;
    private List<FirstRunState.Place> shown = List.of();
    private List<FirstRunState.Detail> told = List.of();

    DriveStep(FirstRunViewModel model, Words words) {
        this.model = model;
        this.words = words;
        lend = new LendField(words, this::lend);
        VBox how = Nodes.column("gap-8");
        for (Preset preset : List.of(Preset.BALANCED, Preset.QUIET, Preset.FULL)) {
            String key = "firstrun.preset." + preset.name().toLowerCase(java.util.Locale.ROOT);
            ChoiceCard card =
                    new ChoiceCard(
                            presets,
                            "frPreset-" + preset,
                            words.say(key),
                            words.say(key + ".text"));
            card.onChosen(() -> model.choosePreset(preset));
            if (preset == Preset.BALANCED) {
                card.choose();
            }
            how.getChildren().add(card);
        }
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
        chosen.selectedToggleProperty().addListener((_, _, _) -> place());
        step =
                new Step(
                        "frStep2",
                        words.say("firstrun.2.title"),
                        words.say("firstrun.2.text"),
                        places,
                        lend,
                        keeps,
                        Labels.strong(words.say("firstrun.how")),
                        how,
                        Labels.strong(words.say("firstrun.month")),
                        month,
                        new Fold("frDetails", words.say("firstrun.details"), details));
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
        if (state.places().equals(shown)) {
            return;
        }
        shown = state.places();
        chosen.getToggles().clear();
        places.getChildren().clear();
        for (FirstRunState.Place place : shown) {
            boolean refused = !place.refused().isEmpty();
            ChoiceCard card =
                    new ChoiceCard(
                            chosen,
                            "frDrive-" + place.id(),
                            place.label(),
                            refused ? place.refused() : place.text());
            card.setDisable(refused);
            places.getChildren().add(card);
        }
        chosen.getToggles().stream()
                .filter(toggle -> toggle instanceof Node node && !node.isDisabled())
                .findFirst()
                .ifPresent(chosen::selectToggle);
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

    private Optional<FirstRunState.Place> selected() {
        return Optional.ofNullable(chosen.getSelectedToggle())
                .map(toggle -> String.valueOf(toggle.getUserData()))
                .flatMap(id ->
                        shown.stream()
                                .filter(place -> id.equals("frDrive-" + place.id()))
                                .findFirst());
    }

    private void place() {
        selected()
                .ifPresent(place -> {
                    model.chooseDrive(place.id());
                    lend.show(
                            Math.round((double) place.suggested() / GB) * GB,
                            place.most(),
                            size -> model.most(place, size));
                });
    }

    private void lend(long bytes) {
        model.chooseLend(bytes);
        selected().ifPresent(place -> keeps.setText(model.keep(place, bytes)));
    }

    boolean isReady() {
        return selected().isPresent();
    }
}
