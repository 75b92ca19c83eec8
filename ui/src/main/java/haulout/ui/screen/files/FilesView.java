// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.files;

import haulout.core.BlobId;
import haulout.home.HomeSnapshot;
import haulout.ui.control.Buttons;
import haulout.ui.control.EmptyState;
import haulout.ui.control.Icons;
import haulout.ui.control.KeyedRows;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.Page;
import haulout.ui.control.Panel;
import haulout.ui.control.Sheet;
import haulout.ui.screen.Screen;
import haulout.ui.screen.ScreenContext;
import haulout.ui.text.Words;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Files: drop them in, see them go, see where they are, take them out.
public final class FilesView implements Screen {
    private static final PseudoClass OVER = PseudoClass.getPseudoClass("over");

    private final ScreenContext context;
    private final Words words;
    private final FilesViewModel model;
    private static final PseudoClass LAST = PseudoClass.getPseudoClass("last");

    private final Page page;
    private final Button drop;
    private final Panel transfersPanel;
    private final KeyedRows<FilesState.TransferRow, TransferNode> transfers;
    private final KeyedRows<FilesState.FileRow, FileNode> files;
    private final EmptyState empty;
    private final Panel keptPanel;
    private final Label unknown;
    private final VBox kept = Nodes.column("gap-4");
    private @Nullable PieceSheet pieces;

    /// Builds the screen.
    public FilesView(ScreenContext context) {
        this.context = context;
        this.words = context.words();
        this.model = new FilesViewModel(context);
        page = new Page(words.say("files.title"));
        page.setId("files");
        drop = new Button(words.say("files.drop"));
        drop.setGraphic(Icons.of(Feather.UPLOAD_CLOUD, "icon-large"));
        drop.getStyleClass().setAll("drop-zone");
        drop.setId("filesDrop");
        drop.setMaxWidth(Double.MAX_VALUE);
        drop.setWrapText(true);
        drop.setOnAction(_ -> choose());
        VBox moving = Nodes.column("gap-16");
        transfers =
                new KeyedRows<>(
                        moving,
                        FilesState.TransferRow::id,
                        () -> new TransferNode(words, model, this),
                        TransferNode::show);
        transfersPanel = new Panel(words.say("files.moving"), moving);
        files =
                new KeyedRows<>(
                        kept,
                        FilesState.FileRow::object,
                        () -> new FileNode(words, this),
                        FileNode::show);
        empty =
                new EmptyState(
                        Feather.FOLDER,
                        words.say("files.empty"),
                        words.say("files.empty.text"),
                        Nodes.named(
                                Buttons.primary(words.say("files.add"), this::choose),
                                "filesAddEmpty"),
                        Nodes.named(
                                Buttons.plain(words.say("files.sample"), this::trySample),
                                "filesSample"));
        unknown = Nodes.named(Labels.muted(words.say("files.unknown")), "filesUnknown");
        keptPanel =
                Nodes.named(new Panel(words.say("files.kept"), kept, empty, unknown), "filesKept");
        page.withActions(
                        Nodes.named(
                                Buttons.quiet(words.say("files.bylink"), this::takeOutByLink),
                                "filesByLink"),
                        Nodes.named(
                                Buttons.primary(words.say("files.add"), this::choose), "filesAdd"))
                .with(drop, transfersPanel, keptPanel);
        page.setOnDragOver(this::onDragOver);
        page.setOnDragExited(_ -> drop.pseudoClassStateChanged(OVER, false));
        page.setOnDragDropped(this::onDropped);
        model.state().addListener((_, _, now) -> render(now));
        render(model.state().get());
    }

    private void onDragOver(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            drop.pseudoClassStateChanged(OVER, true);
            event.consume();
        }
    }

    private void onDropped(DragEvent event) {
        drop.pseudoClassStateChanged(OVER, false);
        boolean hasFiles = event.getDragboard().hasFiles();
        if (hasFiles) {
            add(event.getDragboard().getFiles().stream().map(File::toPath).toList());
        }
        event.setDropCompleted(hasFiles);
        event.consume();
    }

    private void choose() {
        List<Path> chosen = context.desktop().chooseFiles(words.say("files.add"));
        if (!chosen.isEmpty()) {
            add(chosen);
        }
    }

    /// Who has no file at hand takes one of ours.
    private void trySample() {
        context.runner()
                .compute(
                        () ->
                                ChosenFiles.sample(
                                        words.say("files.sample.name"),
                                        words.say("files.sample.text")),
                        made ->
                                made.ifPresentOrElse(
                                        file -> add(List.of(file)),
                                        () ->
                                                context.navigator()
                                                        .tell(words.say("files.sample.failed"))));
    }

    /// Asks how to put files in.
    void add(List<Path> chosen) {
        context.runner()
                .compute(
                        () -> ChosenFiles.expand(chosen),
                        all -> {
                            if (all.files().isEmpty()) {
                                context.navigator().tell(words.say("files.nothing"));
                            } else {
                                new StoreSheet(model, words, context.navigator(), all).open();
                            }
                        });
    }

    void takeOut(FilesState.FileRow file) {
        context.desktop()
                .chooseTarget(words.say("files.out"), file.name())
                .ifPresent(target -> model.takeOut(file, target));
    }

    void showPieces(FilesState.FileRow file) {
        showPieces(file.blob(), file.name());
    }

    /// Shows where the pieces are, and follows them while it is open.
    void showPieces(BlobId blob, String name) {
        PieceSheet sheet = new PieceSheet(model, words, context.navigator(), blob, name);
        pieces = sheet;
        context.navigator().open(sheet.content());
        sheet.look(context.clock().instant());
    }

    void share(FilesState.FileRow file) {
        new ShareSheet(model, words, context.navigator(), context.desktop(), file).open();
    }

    void askToExtend(FilesState.FileRow file) {
        new ExtendSheet(model, words, context.navigator(), file).open();
    }

    private void takeOutByLink() {
        new LinkSheet(model, words, context.navigator(), context.desktop()).open();
    }

    void askToDelete(FilesState.FileRow file) {
        context.navigator()
                .open(
                        new Sheet(
                                        words.say("files.delete.title", file.name()),
                                        Labels.body(words.say("files.delete.text")))
                                .withButtons(
                                        Buttons.plain(
                                                words.say("cancel"), context.navigator()::close),
                                        Nodes.named(
                                                Buttons.danger(
                                                        words.say("files.delete"),
                                                        () -> {
                                                            context.navigator().close();
                                                            model.delete(
                                                                    file.object(), file.name());
                                                        }),
                                                "filesDelete")));
    }

    FilesViewModel model() {
        return model;
    }

    @Override
    public void warm(Runnable opened) {
        new StoreSheet(
                        model,
                        words,
                        context.navigator(),
                        new ChosenFiles.Chosen(List.of(Path.of("a")), false, 0))
                .open();
        opened.run();
        takeOutByLink();
        opened.run();
        if (!model.state().get().files().isEmpty()) {
            share(model.state().get().files().getFirst());
            opened.run();
        }
    }

    @Override
    public Node content() {
        return page;
    }

    @Override
    public void show(HomeSnapshot snapshot) {
        model.accept(snapshot);
        if (pieces != null && !pieces.follow(context.clock().instant())) {
            pieces = null;
        }
    }

    /// Has files chosen, or marks the file of a link and brings it into view; one that is not here
    /// is said to be so.
    @Override
    public void shown(String subject) {
        if (subject.isEmpty()) {
            return;
        }
        if (subject.equals("add")) {
            choose();
            return;
        }
        Optional<FilesState.FileRow> wanted =
                model.state().get().files().stream()
                        .filter(file -> file.blob().toString().equals(subject))
                        .findFirst();
        if (wanted.isEmpty()) {
            context.navigator().tell(words.say("files.link.unknown"));
            return;
        }
        for (Node node : kept.getChildren()) {
            if (node instanceof FileNode row && row.shows(wanted.get())) {
                page.scrollTo(row);
                row.point();
            }
        }
    }

    private void render(FilesState state) {
        transfers.show(state.transfers());
        files.show(state.files());
        int last = kept.getChildren().size() - 1;
        for (int i = 0; i <= last; i++) {
            kept.getChildren().get(i).pseudoClassStateChanged(LAST, i == last);
        }
        Nodes.setShown(transfersPanel, !state.transfers().isEmpty());
        // nobody is asked for a first file while it is on its way
        boolean isFirst =
                state.isKnown()
                        && state.files().isEmpty()
                        && state.transfers().stream().anyMatch(row -> row.isIn() && !row.isOver());
        Nodes.setShown(keptPanel, !isFirst);
        Nodes.setShown(empty, state.isKnown() && state.files().isEmpty());
        Nodes.setShown(unknown, !state.isKnown() && state.files().isEmpty());
    }
}
