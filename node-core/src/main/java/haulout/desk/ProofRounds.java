// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.network.OwnNode;
import haulout.status.Look;
import haulout.status.NetworkFacts;
import haulout.status.ProofReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at what must hold, again and again: markers, a small write, neighbours. A look counts from
/// when it began, so that a slow one is never fresher than it should be.
final class ProofRounds {
    // each well within the time for which a look counts
    private static final Duration MARKERS = Duration.ofSeconds(20);
    private static final Duration WRITES = Duration.ofMinutes(4);
    private static final Duration PEERS = Duration.ofSeconds(20);

    private static final Logger log = LoggerFactory.getLogger(ProofRounds.class);

    private final OwnNode node;
    private final InstantSource clock;
    private final ReentrantLock round = new ReentrantLock();
    private final Map<String, Look> markers = new HashMap<>();
    private final Map<String, Look> writes = new HashMap<>();
    private NetworkFacts.Peers peers =
            new NetworkFacts.Peers(0, 0, Optional.empty(), Optional.empty());
    private Instant markersDue = Instant.MIN;
    private Instant writesDue = Instant.MIN;
    private Instant peersDue = Instant.MIN;

    ProofRounds(OwnNode node, InstantSource clock) {
        this.node = node;
        this.clock = clock;
    }

    /// Looks at what is due.
    ///
    /// @param all whether everything is
    void run(boolean all) throws InterruptedException {
        round.lockInterruptibly();
        try {
            Instant now = clock.instant();
            if (all || !now.isBefore(markersDue)) {
                markersDue = now.plus(MARKERS);
                node.checkMarkers();
                note(markers, now, OwnNode.OwnDrive::isPresent);
            }
            if (all || !now.isBefore(writesDue)) {
                writesDue = now.plus(WRITES);
                node.probeWriting();
                note(writes, now, drive -> drive.isPresent() && !drive.writeFailure());
            }
            if (all || !now.isBefore(peersDue)) {
                peersDue = now.plus(PEERS);
                count(now);
            }
        } catch (RuntimeException e) {
            // what was not looked at gets old, which shows
            log.atWarn().setCause(e).log("a proof could not be looked at");
        } finally {
            round.unlock();
        }
    }

    private synchronized void note(
            Map<String, Look> looks,
            Instant at,
            java.util.function.Predicate<OwnNode.OwnDrive> holds) {
        looks.clear();
        for (OwnNode.OwnDrive drive : node.drives()) {
            looks.put(drive.id(), holds.test(drive) ? Look.passed(at) : Look.failed(at));
        }
    }

    private void count(Instant at) throws InterruptedException {
        OwnNode.PeerCount count = node.askPeers();
        synchronized (this) {
            boolean few = count.answering() < Math.min(WANTED_PEERS, count.known());
            peers =
                    new NetworkFacts.Peers(
                            count.answering(),
                            count.known(),
                            Optional.of(at),
                            few ? peers.fewSince().or(() -> Optional.of(at)) : Optional.empty());
        }
    }

    private static final int WANTED_PEERS = 3;

    /// What the last look at a drive's marker found. What the drive itself noticed since then
    /// counts at once.
    synchronized Look marker(OwnNode.OwnDrive drive) {
        return now(markers, drive, drive.isPresent());
    }

    /// What the last write to a drive found.
    synchronized Look write(OwnNode.OwnDrive drive) {
        return now(writes, drive, drive.isPresent() && !drive.writeFailure());
    }

    private Look now(Map<String, Look> looks, OwnNode.OwnDrive drive, boolean holds) {
        Look look = looks.getOrDefault(drive.id(), Look.never());
        return !holds && look.outcome() == ProofReport.Outcome.PASSED
                ? Look.failed(clock.instant())
                : look;
    }

    synchronized NetworkFacts.Peers peers() {
        return peers;
    }
}
