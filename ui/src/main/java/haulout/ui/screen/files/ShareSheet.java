// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.files;

import haulout.home.ShareLink;
import haulout.ui.control.Buttons;
import haulout.ui.control.ChoiceCard;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.QrCode;
import haulout.ui.control.Sheet;
import haulout.ui.screen.Desktop;
import haulout.ui.screen.Navigator;
import haulout.ui.text.Words;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/// The link of a file, as text and as a code for cameras, with or without the key that opens it.
final class ShareSheet {
    private final FilesViewModel model;
    private final Words words;
    private final Navigator navigator;
    private final Desktop desktop;
    private final FilesState.FileRow file;
    private final ToggleGroup key = new ToggleGroup();
    private final TextField link = Nodes.named(new TextField(), "shareLink");
    private final QrCode code = Nodes.named(new QrCode(), "shareCode");
    private final Label until = Labels.muted("");

    ShareSheet(
            FilesViewModel model,
            Words words,
            Navigator navigator,
            Desktop desktop,
            FilesState.FileRow file) {
        this.model = model;
        this.words = words;
        this.navigator = navigator;
        this.desktop = desktop;
        this.file = file;
        link.setEditable(false);
        link.setAccessibleText(words.say("files.share.link"));
        code.setAccessibleText(words.say("files.share.code"));
    }

    void open() {
        HBox line =
                Nodes.row(
                        "gap-8",
                        Nodes.grow(link),
                        Nodes.named(
                                Buttons.plain(words.say("files.share.copy"), this::copy),
                                "shareCopy"));
        Sheet sheet = new Sheet(words.say("files.share.title", file.name()));
        if (file.locked()) {
            sheet.with(keyChoice());
        }
        Node side = Nodes.grow(Nodes.column("gap-8", until, Labels.muted(stopText())));
        sheet.with(line, Nodes.row("gap-16", code, side))
                .withButtons(Buttons.primary(words.say("close"), navigator::close));
        navigator.open(sheet);
        ask();
    }

    private String stopText() {
        return words.say(file.canDelete() ? "files.share.stop" : "files.share.nostop");
    }

    private Node keyChoice() {
        ChoiceCard with =
                new ChoiceCard(
                        key,
                        "shareWithKey",
                        words.say("files.share.key"),
                        words.say("files.share.key.text"));
        ChoiceCard without =
                new ChoiceCard(
                        key,
                        "shareWithoutKey",
                        words.say("files.share.nokey"),
                        words.say("files.share.nokey.text"));
        with.choose();
        key.selectedToggleProperty().addListener((_, _, _) -> ask());
        return Nodes.column("gap-8", with, without);
    }

    private boolean isWithKey() {
        return file.locked()
                && key.getSelectedToggle() != null
                && "shareWithKey".equals(key.getSelectedToggle().getUserData());
    }

    private void ask() {
        model.link(file.blob(), isWithKey(), this::show);
    }

    private void show(ShareLink made) {
        link.setText(made.text());
        code.show(made.text());
        until.setText(model.until(made));
    }

    private void copy() {
        desktop.copy(link.getText());
        navigator.tell(words.say("files.link.copied"));
    }
}
