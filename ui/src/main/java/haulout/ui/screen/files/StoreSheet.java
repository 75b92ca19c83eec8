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
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;

/// What is said and asked before files go in: size, cost, until when, who can open them.
final class StoreSheet {
    /// For how many periods a file can be kept.
    static final List<Long> PERIODS = List.of(5L, 20L, 50L);

    private final FilesViewModel model;
    private final Words words;
    private final Navigator navigator;
    private final List<Path> files;
    private final ToggleGroup lock = new ToggleGroup();
    private final SegmentedButton periods = new SegmentedButton();
    private final VBox lines = Nodes.column("gap-4");
    private final Button store;

    StoreSheet(FilesViewModel model, Words words, Navigator navigator, List<Path> files) {
        this.model = model;
        this.words = words;
        this.navigator = navigator;
        this.files = files;
        store = Nodes.named(Buttons.primary(words.say("files.store"), this::store), "filesStore");
        store.setDisable(true);
        periods.setId("filesPeriods");
        for (Long count : PERIODS) {
            ToggleButton button = new ToggleButton(words.count("files.periods", count));
            button.setUserData(count);
            button.setId("filesPeriods-" + count);
            button.setMinWidth(Region.USE_PREF_SIZE);
            periods.getButtons().add(button);
        }
        periods.getButtons().get(1).setSelected(true);
        periods.getToggleGroup()
                .selectedToggleProperty()
                .addListener((_, before, now) -> chosen(before, now));
    }

    /// One of them is always chosen.
    private void chosen(Toggle before, @Nullable Toggle now) {
        if (now == null) {
            before.setSelected(true);
        } else {
            ask();
        }
    }

    private long count() {
        Toggle chosen = periods.getToggleGroup().getSelectedToggle();
        return chosen != null && chosen.getUserData() instanceof Long count
                ? count
                : PERIODS.get(1);
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
                        .withButtons(Buttons.plain(words.say("cancel"), navigator::close), store));
        ask();
    }

    private void ask() {
        lines.getChildren().setAll(Labels.muted(words.say("files.working")));
        model.offer(files, count(), this::show);
    }

    private void show(StoreOffer offer) {
        lines.getChildren().setAll(model.explain(offer).stream().map(Labels::muted).toList());
        store.setDisable(false);
    }

    private void store() {
        boolean locked = "filesLocked".equals(lock.getSelectedToggle().getUserData());
        navigator.close();
        model.store(files, count(), locked);
    }
}
