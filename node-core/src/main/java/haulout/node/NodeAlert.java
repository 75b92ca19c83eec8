// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import java.time.Instant;
import java.util.Objects;

/// Something that the operator should know and may have to act on.
///
/// @param kind what is the matter
/// @param detail numbers and names, for people
/// @param since when it began
public record NodeAlert(Kind kind, String detail, Instant since) {
    /// What can be the matter.
    public enum Kind {
        /// The ledger does not answer, or in a way that makes no sense.
        LEDGER_UNREACHABLE,
        /// An event came that asks something of the node that it does not know.
        EVENT_NOT_UNDERSTOOD,
        /// The store refuses to read or write.
        STORE_UNAVAILABLE,
        /// Slivers were lost on the drives and are being mended from the network.
        SLIVERS_LOST,
        /// What is stored was not read again for too long (`pieces.scrub`).
        SCRUB_LATE
    }

    public NodeAlert {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(detail);
        Objects.requireNonNull(since);
    }
}
