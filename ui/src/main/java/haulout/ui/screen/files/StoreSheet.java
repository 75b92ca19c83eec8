// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.files;

import haulout.home.StoreOffer;
import haulout.ui.control.Buttons;
import haulout.ui.control.ChoiceCard;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.Sheet;
import haulout.ui.screen.Navigator;
import haulout.ui.text.Words;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// What is said and asked before files go in: size, cost, until when, who can open them.
final class StoreSheet {
    /// For how many periods a file can be kept.
    static final List<Long> PERIODS = List.of(5L, 20L, 50L);

    private final FilesViewModel model;
    private final Words words;
    private final Navigator navigator;
    private final List<Path> files;
    private final ToggleGroup lock = new ToggleGroup();
    private final ChoiceBox<Long> periods = new ChoiceBox<>();
    private final VBox lines = Nodes.column("gap-4");
    private final Button store;

    StoreSheet(FilesViewModel model, Words words, Navigator navigator, List<Path> files) {
        this.model = model;
        this.words = words;
        this.navigator = navigator;
        this.files = files;
        store = Nodes.named(Buttons.primary(words.say("files.store"), this::store), "filesStore");
        store.setDisable(true);
        periods.getItems().setAll(PERIODS);
        periods.setValue(PERIODS.get(1));
        periods.setId("filesPeriods");
        periods.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(Long count) {
                        return count == null ? "" : words.count("files.periods", count);
                    }

                    @Override
                    public Long fromString(String text) {
                        return PERIODS.get(1);
                    }
                });
        periods.valueProperty().addListener((_, _, _) -> ask());
    }

    void open() {
        ChoiceCard locked =
                new ChoiceCard(
                        lock,
                        "filesLocked",
                        words.say("files.locked"),
                        words.say("files.locked.text"));
        ChoiceCard open =
                new ChoiceCard(
                        lock, "filesOpen", words.say("files.open"), words.say("files.open.text"));
        locked.choose();
        String title =
                files.size() == 1
                        ? words.say("files.put.one", "" + files.getFirst().getFileName())
                        : words.count("files.put.many", files.size());
        navigator.open(
                new Sheet(
                                title,
                                locked,
                                open,
                                Nodes.row(
                                        "gap-12",
                                        Labels.line(words.say("files.keep"), "t-body"),
                                        periods),
                                lines)
                        .withButtons(
                                Buttons.plain(words.say("cancel"), navigator::close), store));
        ask();
    }

    private void ask() {
        lines.getChildren().setAll(Labels.muted(words.say("files.working")));
        model.offer(files, periods.getValue(), this::show);
    }

    private void show(StoreOffer offer) {
        lines.getChildren()
                .setAll(model.explain(offer).stream().map(Labels::muted).toList());
        store.setDisable(false);
    }

    private void store() {
        boolean locked = "filesLocked".equals(lock.getSelectedToggle().getUserData());
        navigator.close();
        model.store(files, periods.getValue(), locked);
    }
}
