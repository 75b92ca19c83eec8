// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.network.LedgerDesk;
import haulout.network.Neighbourhood;
import haulout.network.OwnFiles;
import haulout.network.OwnNode;
import java.util.Objects;

/// What a running network offers.
public record NetworkDesks(
        OwnNode node, LedgerDesk ledger, Neighbourhood neighbourhood, OwnFiles files, int shards) {
    public NetworkDesks {
        Objects.requireNonNull(node);
        Objects.requireNonNull(ledger);
        Objects.requireNonNull(neighbourhood);
        Objects.requireNonNull(files);
    }
}
