// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.files;

import haulout.core.BlobId;
import haulout.ui.control.Buttons;
import haulout.ui.control.Icons;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.Tone;
import haulout.ui.text.Words;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A file on its way: which way, how far, and a button to stop it or take it off the list.
final class TransferNode extends HBox {
    private final Words words;
    private final FilesViewModel model;
    private final FontIcon way = Icons.of(Feather.UPLOAD, "icon-muted");
    private final Label name = Labels.strong("");
    private final Label text = Labels.caption("");
    private final ProgressBar bar = new ProgressBar(0);
    private final Button end;
    private final Button where;
    private final Button open;
    private Optional<Path> folder = Optional.empty();
    private Optional<BlobId> blob = Optional.empty();
    private long id;
    private boolean over;

    TransferNode(Words words, FilesViewModel model, FilesView view) {
        this.words = words;
        this.model = model;
        getStyleClass().addAll("transfer", "gap-12");
        setMinWidth(0);
        bar.getStyleClass().add("thin-bar");
        bar.setMaxWidth(Double.MAX_VALUE);
        end = Buttons.icon(Feather.X, words.say("cancel"), this::end);
        where =
                Buttons.icon(
                        Feather.GRID,
                        words.say("files.where"),
                        () -> blob.ifPresent(known -> view.showPieces(known, name.getText())));
        open = Buttons.plain(words.say("files.folder"), () -> folder.ifPresent(model::openFolder));
        getChildren()
                .addAll(way, Nodes.grow(Nodes.column("gap-4", name, bar, text)), open, where, end);
    }

    private void end() {
        if (over) {
            model.forget(id);
        } else {
            model.cancel(id);
        }
    }

    void show(FilesState.TransferRow row) {
        id = row.id();
        over = row.isOver();
        blob = row.blob();
        Nodes.setShown(where, blob.isPresent());
        where.setId("transferWhere-" + id);
        folder = row.folder();
        Nodes.setShown(open, folder.isPresent());
        open.setId("transferFolder-" + id);
        way.setIconCode(row.isIn() ? Feather.UPLOAD : Feather.DOWNLOAD);
        name.setText(row.name());
        text.setText(row.text());
        Nodes.setShown(bar, !row.isOver());
        bar.setProgress(row.part() < 0 ? 0 : row.part());
        (row.part() < 0 ? Tone.UNKNOWN : Tone.ACCENT).apply(bar);
        (row.failed() ? Tone.BAD : Tone.NEUTRAL).apply(this);
        pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("failed"), row.failed());
        end.setId("transferEnd-" + id);
        end.setAccessibleText(words.say(over ? "files.forget" : "cancel"));
        bar.setAccessibleText(row.name() + ", " + row.text());
    }
}
