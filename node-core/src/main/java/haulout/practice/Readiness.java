// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import haulout.assembly.NodeHost;
import haulout.client.ClientLimits;
import haulout.client.Pause;
import haulout.client.PeerClients;
import haulout.client.PeerException;
import haulout.client.Traffic;
import haulout.core.Epoch;
import haulout.core.NodeId;
import haulout.ledger.Committee;
import haulout.ledger.embedded.EmbeddedLedger;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Waits until a network can be used: the first epoch runs, and every node knows it and answers.
final class Readiness {
    /// A slow computer needs seconds; what takes longer will not come.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration STEP = Duration.ofMillis(10);

    private final EmbeddedLedger ledger;
    private final PeerClients clients;
    private final List<Neighbour> nodes;

    Readiness(
            EmbeddedLedger ledger,
            NodeHost host,
            PeerClients.Scheme scheme,
            List<Neighbour> nodes) {
        this.ledger = ledger;
        this.nodes = nodes;
        this.clients =
                new PeerClients(
                        host.transport(),
                        scheme,
                        ledger.rules().encoding(),
                        ClientLimits.betweenNodes(),
                        Traffic.UNLIMITED,
                        Pause.real(),
                        host.random());
    }

    /// Returns when the network is ready.
    ///
    /// @throws IOException if that does not come
    void await() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (Neighbour node : nodes) {
            while (!isReady(node)) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IOException(
                            "node " + node.id() + " is not ready: " + node.snapshot());
                }
                Thread.sleep(STEP);
            }
        }
    }

    private boolean isReady(Neighbour node) throws InterruptedException {
        Epoch epoch = ledger.epoch();
        boolean isCurrent =
                epoch.value() > 0
                        && node.snapshot()
                                .filter(now -> now.isCurrent())
                                .flatMap(now -> now.epoch())
                                .filter(epoch::equals)
                                .isPresent();
        return isCurrent && answers(node.id(), epoch);
    }

    private boolean answers(NodeId id, Epoch epoch) throws InterruptedException {
        Optional<Committee.Member> member =
                ledger.committee(epoch).flatMap(committee -> committee.member(id));
        if (member.isEmpty()) {
            return true; // without a shard nobody asks it
        }
        try {
            return clients.of(member.get()).health().epoch().equals(epoch);
        } catch (PeerException | haulout.core.WireFormatException e) {
            return false;
        }
    }
}
