// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.files;

import haulout.home.ShareLink;
import haulout.ui.control.Buttons;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.Sheet;
import haulout.ui.screen.Desktop;
import haulout.ui.screen.Navigator;
import haulout.ui.text.Words;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;

/// Takes a file out by a link that somebody sent.
final class LinkSheet {
    private final FilesViewModel model;
    private final Words words;
    private final Navigator navigator;
    private final Desktop desktop;
    private final TextField link = Nodes.named(new TextField(), "linkField");
    private final Label about = Labels.muted("");
    private final Button take;

    LinkSheet(FilesViewModel model, Words words, Navigator navigator, Desktop desktop) {
        this.model = model;
        this.words = words;
        this.navigator = navigator;
        this.desktop = desktop;
        take = Nodes.named(Buttons.primary(words.say("files.take"), this::take), "linkTake");
        link.setPromptText("haulout:…");
        link.setAccessibleText(words.say("files.share.link"));
        link.textProperty().addListener((_, _, _) -> look());
    }

    void open() {
        navigator.open(
                new Sheet(
                                words.say("files.bylink.title"),
                                Labels.muted(words.say("files.bylink.text")),
                                Nodes.row(
                                        "gap-8",
                                        Nodes.grow(link),
                                        Nodes.named(
                                                Buttons.plain(words.say("paste"), this::paste),
                                                "linkPaste")),
                                about)
                        .withButtons(Buttons.plain(words.say("cancel"), navigator::close), take));
        look();
    }

    private void paste() {
        desktop.paste().ifPresent(link::setText);
    }

    private void look() {
        Optional<ShareLink> found = ShareLink.parse(link.getText());
        take.setDisable(found.isEmpty());
        about.setText(
                link.getText().isBlank()
                        ? ""
                        : found.map(one -> (one.name() + "  " + model.until(one)).strip())
                                .orElse(words.say("files.bylink.wrong")));
    }

    private void take() {
        Optional<ShareLink> found = ShareLink.parse(link.getText());
        if (found.isPresent()) {
            String name = found.get().name();
            desktop.chooseTarget(
                            words.say("files.out"),
                            name.isEmpty() ? words.say("files.bylink.name") : name)
                    .ifPresent(target -> {
                        navigator.close();
                        model.takeOut(found.get(), target);
                    });
        }
    }
}
