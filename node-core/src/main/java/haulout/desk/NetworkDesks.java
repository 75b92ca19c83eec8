// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.network.LedgerDesk;
import haulout.network.Neighbourhood;
import haulout.network.OwnFiles;
import haulout.network.OwnNode;
import haulout.status.Surface;
import java.util.Objects;
import java.util.function.Supplier;

/// What a running network offers.
///
/// @param surface how this computer's node is; the same for everybody who asks
/// @param lookNow has every proof looked at, and returns when that has begun
public record NetworkDesks(
        OwnNode node,
        LedgerDesk ledger,
        Neighbourhood neighbourhood,
        OwnFiles files,
        int shards,
        Supplier<Surface> surface,
        Runnable lookNow) {
    public NetworkDesks {
        Objects.requireNonNull(node);
        Objects.requireNonNull(ledger);
        Objects.requireNonNull(neighbourhood);
        Objects.requireNonNull(files);
        Objects.requireNonNull(surface);
        Objects.requireNonNull(lookNow);
    }
}
