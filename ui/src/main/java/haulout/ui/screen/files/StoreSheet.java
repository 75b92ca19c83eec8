// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.files;

import haulout.ui.control.Buttons;
import haulout.ui.control.ChoiceCard;
import haulout.ui.control.FlowLine;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.Sheet;
import haulout.ui.screen.Navigator;
import haulout.ui.text.Words;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
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
    private final ChosenFiles.Chosen chosen;
    private final ToggleGroup lock = new ToggleGroup();
    private final SegmentedButton periods = new SegmentedButton();
    private final VBox lines = Nodes.named(Nodes.column("gap-4"), "filesOffer");
    private final VBox refused = Nodes.named(Nodes.column("gap-4"), "filesRefused");
    private final Button store;
    private List<Path> good = List.of();
    // an answer to an earlier question comes too late
    private int asked;

    StoreSheet(FilesViewModel model, Words words, Navigator navigator, ChosenFiles.Chosen chosen) {
        this.model = model;
        this.words = words;
        this.navigator = navigator;
        this.chosen = chosen;
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
        List<Path> files = chosen.files();
        String title =
                files.size() == 1
                        ? words.say("files.put.one", "" + files.getFirst().getFileName())
                        : words.count("files.put.many", files.size());
        navigator.open(
                new Sheet(
                                title,
                                locked,
                                open,
                                new FlowLine(
                                        "flow-8",
                                        Labels.line(words.say("files.keep"), "t-body"),
                                        periods),
                                lines,
                                refused,
                                leftOut())
                        .withButtons(Buttons.plain(words.say("cancel"), navigator::close), store));
        Nodes.setShown(refused, false);
        ask();
    }

    /// Who drops a folder cannot count what is in it.
    private Node leftOut() {
        VBox said = Nodes.named(Nodes.column("gap-4"), "filesLeftOut");
        if (chosen.isCut()) {
            said.getChildren().add(warning(words.say("files.leftout.most", "" + ChosenFiles.MOST)));
        }
        if (chosen.unreadable() > 0) {
            said.getChildren()
                    .add(warning(words.count("files.leftout.unreadable", chosen.unreadable())));
        }
        Nodes.setShown(said, !said.getChildren().isEmpty());
        return said;
    }

    private static Label warning(String text) {
        Label label = Labels.body(text);
        label.getStyleClass().addAll("t-tone", "tone-warn");
        return label;
    }

    private void ask() {
        int mine = ++asked;
        store.setDisable(true);
        lines.getChildren().setAll(Labels.muted(words.say("files.working")));
        model.offer(chosen.files(), count(), () -> mine == asked, this::show);
    }

    private void show(Offers offers) {
        good = offers.good();
        lines.getChildren()
                .setAll(
                        offers.sum().map(model::explain).orElse(List.of()).stream()
                                .map(Labels::muted)
                                .toList());
        refused.getChildren()
                .setAll(model.explain(offers.refused()).stream().map(StoreSheet::warning).toList());
        Nodes.setShown(refused, !refused.getChildren().isEmpty());
        store.setDisable(good.isEmpty());
        store.setText(
                offers.refused().isEmpty() || good.isEmpty()
                        ? words.say("files.store")
                        : words.count("files.store.rest", good.size()));
    }

    private void store() {
        boolean locked = "filesLocked".equals(lock.getSelectedToggle().getUserData());
        asked++;
        navigator.close();
        model.store(good, count(), locked);
    }
}
