// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.storage;

import haulout.home.DriveCandidate;
import haulout.home.HomeSnapshot;
import haulout.ui.control.Buttons;
import haulout.ui.control.CardGrid;
import haulout.ui.control.ChoiceCard;
import haulout.ui.control.EmptyState;
import haulout.ui.control.KeyedRows;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.Page;
import haulout.ui.control.Panel;
import haulout.ui.control.ProgressRow;
import haulout.ui.control.Sheet;
import haulout.ui.screen.Screen;
import haulout.ui.screen.ScreenContext;
import haulout.ui.text.Words;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Storage: a panel for each drive, what is kept and what was mended.
public final class StorageView implements Screen {
    private static final double GB = 1e9;

    private final ScreenContext context;
    private final Words words;
    private final StorageViewModel model;
    private final Page page;
    private final Label kept = Labels.body("");
    private final Label mended = Labels.body("");
    private final KeyedRows<StorageState.Drive, DriveNode> drives;
    private final VBox repairRows = Nodes.column("gap-12");
    private final KeyedRows<ProgressRow.Reading, ProgressRow> repairs;
    private final EmptyState empty;
    private final EmptyState starting;

    /// Builds the screen.
    public StorageView(ScreenContext context) {
        this.context = context;
        this.words = context.words();
        this.model = new StorageViewModel(context);
        page = new Page(words.say("storage.title"));
        page.setId("storage");
        VBox list = Nodes.column("gap-16");
        drives =
                new KeyedRows<>(
                        list,
                        StorageState.Drive::id,
                        () -> new DriveNode(words, this),
                        (node, drive) -> node.show(drive, context.look().detailed().get()));
        repairs =
                new KeyedRows<>(
                        repairRows, ProgressRow.Reading::what, ProgressRow::new, ProgressRow::show);
        starting = new EmptyState(Feather.CLOCK, words.say("starting"), words.say("starting.text"));
        empty =
                new EmptyState(
                        Feather.HARD_DRIVE,
                        words.say("storage.empty"),
                        words.say("storage.empty.text"),
                        Nodes.named(
                                Buttons.primary(words.say("storage.choose"), this::addDrive),
                                "storageChoose"));
        page.withActions(
                        Nodes.named(
                                Buttons.plain(words.say("storage.add"), this::addDrive),
                                "storageAdd"))
                .with(
                        empty,
                        starting,
                        list,
                        new CardGrid(
                                22,
                                new Panel(words.say("storage.kept"), kept),
                                new Panel(words.say("storage.mended"), mended, repairRows)));
        model.state().addListener((_, _, now) -> render(now));
        render(model.state().get());
    }

    /// Asks which place to lend.
    private void addDrive() {
        model.candidates(this::chooseDrive);
    }

    private void chooseDrive(List<DriveCandidate> places) {
        ToggleGroup group = new ToggleGroup();
        Sheet sheet = new Sheet(words.say("storage.add.title"));
        Button next = Buttons.primary(words.say("continue"), () -> addChosen(group, places));
        next.disableProperty().bind(group.selectedToggleProperty().isNull());
        for (DriveCandidate place : places) {
            ChoiceCard card =
                    new ChoiceCard(
                            group,
                            "place-" + place.id(),
                            model.name(place.label()),
                            model.describe(place));
            card.setDisable(place.refused().isPresent());
            sheet.with(card);
        }
        if (places.isEmpty()) {
            sheet.with(Labels.muted(words.say("storage.add.none")));
        }
        context.navigator()
                .open(
                        sheet.withButtons(
                                Buttons.plain(words.say("cancel"), context.navigator()::close),
                                Nodes.named(
                                        Buttons.plain(
                                                words.say("storage.add.folder"),
                                                this::chooseFolder),
                                        "storageAddFolder"),
                                Nodes.named(next, "storageAddDo")));
    }

    @Override
    public void warm(Runnable opened) {
        chooseDrive(List.of());
        opened.run();
    }

    private void chooseFolder() {
        context.navigator().close();
        context.desktop()
                .chooseFolder(words.say("storage.add"))
                .ifPresent(folder -> model.look(folder, this::askAmount));
    }

    private void addChosen(ToggleGroup group, List<DriveCandidate> places) {
        String chosen = String.valueOf(group.getSelectedToggle().getUserData());
        context.navigator().close();
        places.stream()
                .filter(place -> chosen.equals("place-" + place.id()))
                .findFirst()
                .ifPresent(this::askAmount);
    }

    /// Asks how much of a place to lend, and says what there is to know of it.
    private void askAmount(DriveCandidate place) {
        Slider slider =
                Nodes.named(
                        new Slider(0, place.mostBytes() / GB, place.suggestedBytes() / GB),
                        "addSlider");
        slider.setBlockIncrement(Math.max(1, place.mostBytes() / GB / 50));
        Label value = Labels.figure("");
        Label meaning = Labels.muted("");
        Runnable say =
                () -> {
                    value.setText(model.size(bytes(slider)));
                    meaning.setText(model.floor(place, bytes(slider)));
                    slider.setAccessibleText(model.size(bytes(slider)));
                };
        slider.valueProperty().addListener((_, _, _) -> say.run());
        say.run();
        Label know = Labels.body("");
        Labels.showIfFilled(know, model.know(place));
        Button lend =
                Buttons.primary(
                        words.say("storage.add.do"),
                        () -> {
                            context.navigator().close();
                            model.add(place, bytes(slider));
                        });
        lend.setDisable(place.refused().isPresent());
        boolean can = place.refused().isEmpty();
        Nodes.setShown(value, can);
        Nodes.setShown(slider, can);
        Nodes.setShown(meaning, can);
        context.navigator()
                .open(
                        new Sheet(
                                        words.say("storage.add.title"),
                                        Labels.strong(place.folder().toString()),
                                        know,
                                        value,
                                        slider,
                                        meaning)
                                .withButtons(
                                        Buttons.plain(
                                                words.say("cancel"), context.navigator()::close),
                                        Nodes.named(lend, "storageLendDo")));
    }

    /// Asks where a drive's files are to go.
    void move(StorageState.Drive drive) {
        context.navigator()
                .open(
                        new Sheet(
                                        words.say("storage.move.title", drive.label()),
                                        Labels.body(words.say("storage.move.text")))
                                .withButtons(
                                        Buttons.plain(
                                                words.say("cancel"), context.navigator()::close),
                                        Nodes.named(
                                                Buttons.primary(
                                                        words.say("storage.move.choose"),
                                                        () -> chooseTarget(drive)),
                                                "moveDo")));
    }

    private void chooseTarget(StorageState.Drive drive) {
        context.navigator().close();
        context.desktop()
                .chooseFolder(words.say("storage.move.title", drive.label()))
                .ifPresent(folder ->
                        model.move(
                                drive.id(),
                                folder.resolve("haulout"),
                                old -> askClear(drive, old)));
    }

    private void askClear(StorageState.Drive drive, Path old) {
        context.navigator()
                .open(
                        new Sheet(
                                        words.say("storage.moved.title"),
                                        Labels.body(words.say("storage.moved.text")),
                                        Labels.strong(old.toString()))
                                .withButtons(
                                        Buttons.plain(
                                                words.say("storage.moved.keep"),
                                                context.navigator()::close),
                                        Nodes.named(
                                                Buttons.danger(
                                                        words.say("storage.moved.clear"),
                                                        () -> {
                                                            context.navigator().close();
                                                            model.clear(drive.id(), old);
                                                        }),
                                                "moveClear")));
    }

    /// Asks how much of a drive to lend.
    void change(StorageState.Drive drive) {
        Slider slider =
                new Slider(drive.leastBytes() / GB, drive.mostBytes() / GB, drive.lentBytes() / GB);
        slider.setId("lendSlider");
        slider.setBlockIncrement(Math.max(1, drive.mostBytes() / GB / 50));
        Label value = Labels.figure("");
        Label meaning = Labels.muted("");
        Runnable say =
                () -> {
                    long bytes = bytes(slider);
                    value.setText(model.size(bytes));
                    meaning.setText(model.preview(drive, bytes));
                    slider.setAccessibleText(model.size(bytes));
                };
        slider.valueProperty().addListener((_, _, _) -> say.run());
        say.run();
        context.navigator()
                .open(
                        new Sheet(
                                        words.say("storage.change.title"),
                                        Labels.strong(drive.label()),
                                        value,
                                        slider,
                                        Labels.caption(model.leastText(drive)),
                                        meaning)
                                .withButtons(
                                        Buttons.plain(
                                                words.say("cancel"), context.navigator()::close),
                                        Nodes.named(
                                                Buttons.primary(
                                                        words.say("storage.change.do"),
                                                        () -> {
                                                            context.navigator().close();
                                                            model.lend(drive, bytes(slider));
                                                        }),
                                                "lendDo")));
    }

    private static long bytes(Slider slider) {
        return Math.round(slider.getValue()) * (long) GB;
    }

    void remove(StorageState.Drive drive) {
        ask(drive, "storage.remove.title", "storage.remove.text", "storage.remove.do", false);
    }

    void lost(StorageState.Drive drive) {
        ask(drive, "storage.lost.title", "storage.lost.text", "storage.lost.do", true);
    }

    private void ask(
            StorageState.Drive drive, String title, String text, String action, boolean isLost) {
        context.navigator()
                .open(
                        new Sheet(words.say(title, drive.label()), Labels.body(words.say(text)))
                                .withButtons(
                                        Buttons.plain(
                                                words.say("cancel"), context.navigator()::close),
                                        Nodes.named(
                                                Buttons.danger(
                                                        words.say(action),
                                                        () -> {
                                                            context.navigator().close();
                                                            model.remove(drive.id(), isLost);
                                                        }),
                                                "removeDo")));
    }

    StorageViewModel model() {
        return model;
    }

    @Override
    public Node content() {
        return page;
    }

    @Override
    public void show(HomeSnapshot snapshot) {
        model.accept(snapshot);
    }

    private void render(StorageState state) {
        page.setSubtitle(state.summary());
        Nodes.setShown(empty, state.isKnown() && state.drives().isEmpty());
        Nodes.setShown(starting, !state.isKnown());
        drives.show(state.drives());
        kept.setText(state.kept());
        mended.setText(state.mended());
        repairs.show(state.repairs());
        Nodes.setShown(repairRows, !state.repairs().isEmpty());
    }
}
