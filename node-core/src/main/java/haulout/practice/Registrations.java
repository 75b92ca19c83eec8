// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import haulout.client.publish.RegisteredBlob;
import haulout.core.AccountAddress;
import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.ledger.embedded.EmbeddedLedger;
import haulout.ledger.machine.BlobAttributes;
import java.util.Objects;
import java.util.Optional;

/// Finds registrations that were begun and never certified, because the program ended or too few
/// nodes answered: they are gone on with rather than paid again.
///
/// Threads: any.
final class Registrations {
    private final EmbeddedLedger ledger;

    Registrations(EmbeddedLedger ledger) {
        this.ledger = ledger;
    }

    /// What somebody wants to register.
    ///
    /// @param epochs for how many from now on
    record Wish(
            AccountAddress owner,
            BlobId blobId,
            boolean deletable,
            long epochs,
            BlobAttributes attributes) {
        Wish {
            Objects.requireNonNull(owner);
            Objects.requireNonNull(blobId);
            Objects.requireNonNull(attributes);
        }
    }

    /// One that does as well; empty if there is none.
    Optional<RegisteredBlob> begun(Wish wish) {
        return ledger.read(view ->
                view.blobs().entrySet().stream()
                        .filter(entry -> {
                            var row = entry.getValue();
                            return row.owner().equals(wish.owner())
                                    && row.blobId().equals(wish.blobId())
                                    && !row.term().isCertified()
                                    && row.term().isDeletable() == wish.deletable()
                                    && row.term().space().endEpoch()
                                            >= view.clock().epoch() + wish.epochs()
                                    && row.attributes().equals(wish.attributes());
                        })
                        .findFirst()
                        .map(entry ->
                                new RegisteredBlob(
                                        entry.getKey(),
                                        new Epoch(entry.getValue().term().space().endEpoch()))));
    }
}
