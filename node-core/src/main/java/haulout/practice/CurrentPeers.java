// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import haulout.client.NetworkPeers;
import haulout.client.PeerClients;
import haulout.core.Epoch;
import haulout.core.WireFormatException;
import haulout.ledger.Committee;
import haulout.ledger.embedded.EmbeddedLedger;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The nodes of the epoch that the ledger is in.
///
/// Threads: any.
final class CurrentPeers implements Supplier<NetworkPeers> {
    private final EmbeddedLedger ledger;
    private final PeerClients clients;
    private @Nullable Committee committee;
    private @Nullable NetworkPeers peers;

    CurrentPeers(EmbeddedLedger ledger, PeerClients clients) {
        this.ledger = ledger;
        this.clients = clients;
    }

    @Override
    public synchronized NetworkPeers get() {
        Epoch epoch = ledger.epoch();
        Committee now =
                ledger.committee(epoch)
                        .orElseThrow(
                                () -> new IllegalStateException("no committee in epoch " + epoch));
        NetworkPeers known = peers;
        if (known == null || !now.equals(committee)) {
            try {
                known = NetworkPeers.of(now, clients);
            } catch (WireFormatException e) {
                throw new IllegalStateException("address of a practice node", e);
            }
            clients.keepOnly(Set.of(now));
            committee = now;
            peers = known;
        }
        return known;
    }
}
