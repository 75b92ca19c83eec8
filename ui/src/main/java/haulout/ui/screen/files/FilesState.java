// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.files;

import haulout.core.BlobId;
import haulout.core.ObjectId;
import haulout.ui.control.Tone;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What Files shows; every text is ready.
///
/// @param isKnown whether somebody was asked already which files there are
record FilesState(boolean isKnown, List<FileRow> files, List<TransferRow> transfers) {
    FilesState {
        files = List.copyOf(files);
        transfers = List.copyOf(transfers);
    }

    /// A file in the network.
    ///
    /// @param detail size and until when
    /// @param shape a picture of `icons/status`
    record FileRow(
            BlobId blob,
            ObjectId object,
            String name,
            boolean locked,
            String detail,
            String shape,
            Tone tone,
            String safety,
            boolean canTakeOut,
            boolean canDelete) {}

    /// A file on its way.
    ///
    /// @param blob once it is known
    /// @param part 0 to 1, under 0 when it is not known
    /// @param folder where one that came out lies
    record TransferRow(
            long id,
            String name,
            boolean isIn,
            String text,
            Optional<BlobId> blob,
            double part,
            boolean isOver,
            boolean failed,
            Optional<Path> folder) {}
}
