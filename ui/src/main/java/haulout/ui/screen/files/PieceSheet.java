// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.files;

import haulout.core.BlobId;
import haulout.ui.control.Buttons;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.ShardMap;
import haulout.ui.control.Sheet;
import haulout.ui.screen.Navigator;
import haulout.ui.text.Words;
import java.time.Duration;
import java.time.Instant;

/// Where a file's pieces are: every node with its pieces, asked again while the sheet is open.
final class PieceSheet {
    /// Each look asks every node, so not at every news.
    private static final Duration PACE = Duration.ofSeconds(2);

    private final FilesViewModel model;
    private final BlobId blob;
    private final ShardMap map = Nodes.named(new ShardMap(), "pieceMap");
    private final Sheet sheet;
    private Instant asked = Instant.MIN;
    private boolean answered = true;
    private boolean seen;

    PieceSheet(FilesViewModel model, Words words, Navigator navigator, BlobId blob, String name) {
        this.model = model;
        this.blob = blob;
        sheet =
                new Sheet(
                                words.say("files.pieces.title", name),
                                Labels.muted(words.say("files.pieces.text")),
                                map)
                        .withButtons(Buttons.primary(words.say("close"), navigator::close));
        sheet.getStyleClass().add("wide-sheet");
    }

    Sheet content() {
        return sheet;
    }

    /// Asks every node now.
    void look(Instant now) {
        asked = now;
        answered = false;
        model.pieces(
                blob,
                tiles -> {
                    answered = true;
                    map.show(tiles);
                },
                () -> answered = true);
    }

    /// Asks again if it is time to.
    ///
    /// @return whether the sheet is still open
    boolean follow(Instant now) {
        boolean open = sheet.getScene() != null;
        seen |= open;
        if (open && answered && !now.isBefore(asked.plus(PACE))) {
            look(now);
        }
        return open || !seen;
    }
}
