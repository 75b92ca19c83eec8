// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import haulout.client.NodeFault;
import haulout.core.BlobId;
import haulout.core.Misdeed;
import haulout.core.NodeId;
import haulout.ledger.ChainEvent;
import haulout.ledger.ChainException;
import haulout.ledger.IndexedEvent;
import haulout.ledger.embedded.EmbeddedLedger;
import haulout.network.Finding;
import haulout.node.sync.PeerRecords;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What was noticed of the network: nodes that misbehaved, towards whoever stores and reads and
/// towards this computer's own node, and blobs that were marked invalid.
///
/// Threads: any.
final class Findings {
    /// Older ones are forgotten; whoever wants them comes every second.
    private static final int MAX_KEPT = 1_000;

    /// Events that are looked at in one go.
    private static final int PAGE = 1_000;

    private static final Logger log = LoggerFactory.getLogger(Findings.class);

    private final EmbeddedLedger ledger;
    private final Supplier<Optional<PeerRecords>> own;
    private final Function<NodeId, String> names;
    private final Deque<Finding> kept = new ArrayDeque<>();
    private final Map<NodeId, Map<Misdeed, Long>> known = new HashMap<>();
    private long count;
    private long nextEvent;

    /// @param own what this computer's own node knows of the others; empty while it does not run
    /// @param names what nodes are called
    Findings(
            EmbeddedLedger ledger,
            Supplier<Optional<PeerRecords>> own,
            Function<NodeId, String> names) {
        this.ledger = ledger;
        this.own = own;
        this.names = names;
        this.nextEvent = ledger.read(view -> view.clock().eventCount());
    }

    /// A transfer met a node that fell short.
    synchronized void add(NodeFault fault) {
        fault.misdeed().ifPresent(misdeed -> misbehaved(fault.name(), misdeed));
    }

    private void misbehaved(String node, Misdeed misdeed) {
        keep(new Finding.Misbehaved(++count, node, misdeed));
    }

    private void keep(Finding finding) {
        kept.addLast(finding);
        if (kept.size() > MAX_KEPT) {
            kept.removeFirst();
        }
    }

    /// What was noticed since.
    ///
    /// @param number of the last that is known already, 0 for none
    synchronized List<Finding> after(long number) throws InterruptedException {
        own.get().ifPresent(this::look);
        try {
            follow();
        } catch (ChainException e) {
            log.atWarn().setCause(e).log("the ledger's events cannot be read");
        }
        return kept.stream().filter(finding -> finding.number() > number).toList();
    }

    private void look(PeerRecords records) {
        records.misdeeds()
                .forEach((node, misdeeds) -> {
                    Map<Misdeed, Long> before = known.getOrDefault(node, Map.of());
                    misdeeds.forEach((misdeed, times) -> {
                        // fewer after the node was started again
                        if (!times.equals(before.getOrDefault(misdeed, 0L))) {
                            misbehaved(names.apply(node), misdeed);
                        }
                    });
                    known.put(node, misdeeds);
                });
    }

    private void follow() throws ChainException, InterruptedException {
        while (true) {
            List<IndexedEvent> events = ledger.events(nextEvent, PAGE, Duration.ZERO);
            for (IndexedEvent event : events) {
                nextEvent = event.index() + 1;
                if (event.event() instanceof ChainEvent.InvalidBlobId(var _, BlobId blob)) {
                    keep(new Finding.InvalidBlob(++count, blob));
                }
            }
            if (events.size() < PAGE) {
                return;
            }
        }
    }
}
