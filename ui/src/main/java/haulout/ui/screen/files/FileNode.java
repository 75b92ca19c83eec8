// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.files;

import haulout.ui.control.Beside;
import haulout.ui.control.Buttons;
import haulout.ui.control.Icons;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.StatusShape;
import haulout.ui.text.Words;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A file in the network, with what can be done with it.
final class FileNode extends HBox {
    private final FontIcon kind = Icons.of(Feather.FILE, "icon-muted");
    private final Label name = Labels.strong("");
    private final Label detail = Labels.caption("");
    private final StatusShape shape = new StatusShape(16);
    private final Label safety = Labels.caption("");
    private final Button out;
    private final MenuButton more = new MenuButton();
    private final MenuItem delete;
    private FilesState.@Nullable FileRow row;

    FileNode(Words words, FilesView view) {
        getStyleClass().addAll("file-row", "gap-12");
        setMinWidth(0);
        out = Buttons.plain(words.say("files.take"), () -> with(view::takeOut));
        more.setGraphic(Icons.of(Feather.MORE_HORIZONTAL));
        more.getStyleClass().addAll("h-menu", "no-arrow");
        more.setMinWidth(USE_PREF_SIZE);
        more.setAccessibleText(words.say("files.more"));
        delete = item(words, "files.delete", () -> with(view::askToDelete));
        more.getItems()
                .addAll(
                        item(words, "files.where", () -> with(view::showPieces)),
                        item(words, "files.share", () -> with(view::share)),
                        item(words, "files.extend", () -> with(view::askToExtend)),
                        delete);
        getChildren()
                .addAll(
                        kind,
                        Nodes.grow(
                                new Beside(
                                        Nodes.column(
                                                "gap-4",
                                                name,
                                                detail,
                                                Nodes.row("gap-8", shape, Nodes.grow(safety))),
                                        Nodes.row("gap-8", out, more))));
    }

    private static MenuItem item(Words words, String key, Runnable action) {
        MenuItem item = new MenuItem(words.say(key));
        item.setId(key);
        item.setOnAction(_ -> action.run());
        return item;
    }

    private void with(java.util.function.Consumer<FilesState.FileRow> action) {
        FilesState.FileRow shown = row;
        if (shown != null) {
            action.accept(shown);
        }
    }

    /// Whether it is of this file.
    boolean shows(FilesState.FileRow file) {
        return row != null && row.object().equals(file.object());
    }

    /// Points at it, until the owner goes elsewhere.
    void point() {
        setFocusTraversable(true);
        requestFocus();
    }

    void show(FilesState.FileRow file) {
        row = file;
        kind.setIconCode(file.locked() ? Feather.LOCK : Feather.FILE);
        name.setText(file.name());
        detail.setText(file.detail());
        shape.show(file.shape(), file.tone());
        safety.setText(file.safety());
        out.setDisable(!file.canTakeOut());
        out.setId("takeOut-" + file.name());
        more.setId("more-" + file.name());
        delete.setDisable(!file.canDelete());
    }
}
