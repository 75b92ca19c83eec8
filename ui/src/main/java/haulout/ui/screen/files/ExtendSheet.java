// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.files;

import haulout.ui.control.Buttons;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.PillChoice;
import haulout.ui.control.Sheet;
import haulout.ui.screen.Navigator;
import haulout.ui.text.Words;
import javafx.scene.control.Label;

/// Asks for how much longer a file is to be kept.
final class ExtendSheet {
    private final FilesViewModel model;
    private final Words words;
    private final Navigator navigator;
    private final FilesState.FileRow file;
    private final Label until = Labels.muted("");
    private long chosen = StoreSheet.PERIODS.getFirst();

    ExtendSheet(FilesViewModel model, Words words, Navigator navigator, FilesState.FileRow file) {
        this.model = model;
        this.words = words;
        this.navigator = navigator;
        this.file = file;
    }

    void open() {
        PillChoice<Long> periods =
                new PillChoice<>(
                        "extend",
                        StoreSheet.PERIODS,
                        count -> words.count("files.periods", count),
                        this::choose);
        periods.show(chosen);
        choose(chosen);
        navigator.open(
                new Sheet(
                                words.say("files.extend.title", file.name()),
                                Nodes.row(
                                        "gap-12",
                                        Labels.line(words.say("files.extend.by"), "t-body"),
                                        periods),
                                until,
                                Labels.muted(words.say("files.extend.text")))
                        .withButtons(
                                Buttons.plain(words.say("cancel"), navigator::close),
                                Nodes.named(
                                        Buttons.primary(words.say("files.extend.do"), this::extend),
                                        "extendDo")));
    }

    private void choose(long count) {
        chosen = count;
        until.setText(
                model.longer(file.object(), count)
                        .map(end -> words.say("files.offer.until", end))
                        .orElse(""));
    }

    private void extend() {
        navigator.close();
        model.extend(file.object(), chosen);
    }
}
