// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.status.AlertStarts;
import haulout.status.Facts;
import haulout.status.Look;
import haulout.status.NetworkFacts;
import haulout.status.NodeStanding;
import haulout.status.OwnerFacts;
import haulout.status.Phase;
import haulout.status.ProofId;
import haulout.status.ProofReport;
import haulout.status.RestFacts;
import haulout.status.StatusFunction;
import haulout.status.StatusReport;
import haulout.status.Surface;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Looks at what is said of this computer's own node while things happen to it, and at what is so:
/// never is it called well on the word of a proof that is too old, or while something has been
/// wrong for longer than proofs count.
///
/// Threads: one that looks, one that does things.
final class StatusWitness {
    // by the specification of the states, and some for a look that was just under way
    private static final Duration MARKER = Duration.ofSeconds(60);
    private static final Duration WRITE = Duration.ofMinutes(5);
    private static final Duration UNDER_WAY = Duration.ofSeconds(30);

    private final PracticeNetwork network;
    private final FaultyFiles files;
    private final Path own;
    private final InstantSource clock;
    private final Map<NodeStanding, Integer> seen = new EnumMap<>(NodeStanding.class);
    private AlertStarts starts = AlertStarts.NONE;

    // odd while something is done
    private long changes;
    private FaultyFiles.State drive = FaultyFiles.State.WELL;
    private Instant driveSince = Instant.MIN;

    StatusWitness(PracticeNetwork network, FaultyFiles files, Path own, InstantSource clock) {
        this.network = network;
        this.files = files;
        this.own = own;
        this.clock = clock;
    }

    /// Something begins that may change how the node is, or ends.
    synchronized void change() {
        changes++;
        FaultyFiles.State now = files.of(own);
        if (now != drive) {
            drive = now;
            driveSince = clock.instant();
        }
    }

    private synchronized long changes() {
        return changes;
    }

    /// Looks once.
    Surface look() throws IOException {
        long before = changes();
        boolean running = isRunning();
        Facts facts =
                network.watch()
                        .map(watch -> watch.facts(RestFacts.FREE, OwnerFacts.NONE))
                        .orElseGet(this::stopped);
        Surface surface = StatusFunction.look(facts, starts);
        starts = starts.after(surface);
        Instant now = clock.instant();
        if (before % 2 == 0 && before == changes()) {
            seen.merge(surface.status().standing(), 1, Integer::sum);
            judge(surface.status(), facts, running, now);
        }
        return surface;
    }

    private boolean isRunning() throws IOException {
        return network.snapshot(0).isPresent();
    }

    private Facts stopped() {
        Instant now = clock.instant();
        return new Facts(
                now,
                new Phase.Stopped(),
                Look.passed(now),
                true,
                Optional.empty(),
                List.of(),
                NetworkFacts.of(new NetworkFacts.Peers(0, 0, Optional.empty(), Optional.empty())),
                OwnerFacts.NONE,
                RestFacts.FREE,
                List.of());
    }

    private void judge(StatusReport status, Facts facts, boolean running, Instant now) {
        boolean claims = status.sentence().key().startsWith("status.healthy");
        assertFalse(claims && !status.standing().isGreen(), () -> "a sentence too good: " + status);
        if (!status.standing().isGreen()) {
            return;
        }
        assertTrue(running, () -> "well, though it does not run: " + status);
        for (ProofReport proof : status.proofs()) {
            Duration age = Duration.between(proof.lastRun().orElse(Instant.MIN), facts.now());
            Duration most =
                    switch (proof.proof()) {
                        case CORE -> Duration.ofSeconds(10);
                        case DRIVE_MARKER, PEERS -> MARKER;
                        case DRIVE_WRITE -> WRITE;
                        case REACHED, CLOCK -> Duration.ofMinutes(30);
                        case NO_RISK -> Duration.ZERO;
                        case STORAGE_CHECK -> Duration.ofHours(24);
                    };
            boolean holds =
                    proof.outcome() == ProofReport.Outcome.PASSED
                            && !age.isNegative()
                            && age.compareTo(most) <= 0;
            assertTrue(holds, () -> "well on the word of " + proof + " at " + facts.now());
        }
        assertTrue(
                status.proofs().stream().anyMatch(proof -> proof.proof() == ProofId.DRIVE_WRITE),
                "well without a drive");
        // the same, but from the drive itself
        Duration quiet = Duration.between(files.lastForced(own).orElse(Instant.MIN), now);
        assertTrue(
                quiet.compareTo(WRITE.plus(UNDER_WAY)) <= 0,
                () -> "well, and nothing was written for " + quiet);
        drive(status, now);
    }

    private synchronized void drive(StatusReport status, Instant now) {
        Duration so = Duration.between(driveSince, now);
        Duration most =
                switch (drive) {
                    case WELL, SLOW -> Duration.ofDays(1_000);
                    case FULL -> WRITE.plus(UNDER_WAY);
                    case GONE -> MARKER.plus(UNDER_WAY);
                };
        assertTrue(
                driveSince.equals(Instant.MIN) || so.compareTo(most) <= 0,
                () -> "well, with a drive that is " + drive + " for " + so + ": " + status);
    }

    /// How often what was said.
    Map<NodeStanding, Integer> seen() {
        return Map.copyOf(seen);
    }
}
