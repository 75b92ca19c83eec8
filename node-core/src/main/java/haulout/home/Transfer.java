// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.core.BlobId;
import haulout.text.Sentence;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A file on its way in or out.
///
/// @param isIn into the network
/// @param done of `total`, in the unit of the stage
/// @param bytes size of the file
/// @param placesNow nodes that have it, or that it came from
/// @param places nodes in all
/// @param failure why it ended without success
/// @param notes nodes that fell short
/// @param target where it goes
public record Transfer(
        long id,
        String name,
        boolean isIn,
        Stage stage,
        long done,
        long total,
        long bytes,
        int placesNow,
        int places,
        Optional<BlobId> blob,
        Optional<Sentence> failure,
        List<Sentence> notes,
        Instant started,
        Optional<Path> target) {
    /// Stages of a transfer.
    public enum Stage {
        /// Its turn comes.
        WAITING,
        /// The nodes rest at the moment; it is tried again by itself.
        RESTING,
        /// Being locked with a key.
        LOCKING,
        /// Being cut into pieces.
        ENCODING,
        /// The ledger is asked.
        REGISTERING,
        /// Pieces go out.
        SENDING,
        /// Places confirm.
        CERTIFYING,
        /// Pieces come in.
        FETCHING,
        /// Being put together and checked.
        DECODING,
        /// It is done.
        DONE,
        /// It failed.
        FAILED,
        /// The owner stopped it.
        CANCELLED;

        /// Whether nothing more happens.
        public boolean isOver() {
            return this == DONE || this == FAILED || this == CANCELLED;
        }
    }

    public Transfer {
        Objects.requireNonNull(name);
        Objects.requireNonNull(stage);
        Objects.requireNonNull(blob);
        Objects.requireNonNull(failure);
        notes = List.copyOf(notes);
        Objects.requireNonNull(started);
        Objects.requireNonNull(target);
    }
}
