// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.wire.bcs.BcsWriter;

/// What somebody wants of the ledger. A command is carried out as a whole, or refused and changes
/// nothing.
public sealed interface LedgerCommand
        permits AccountCommand,
                NodeCommand,
                StakeCommand,
                EpochCommand,
                SpaceCommand,
                BlobCommand,
                StatementCommand,
                PenaltyCommand,
                SubsidyCommand {
    /// Number of its kind, the first byte of its bytes.
    int tag();

    /// Writes what follows the tag.
    void write(BcsWriter writer);

    /// Its name, as people read it in the history.
    default String name() {
        return getClass().getSimpleName();
    }
}
