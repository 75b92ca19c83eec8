// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.client.PeerAddress;
import haulout.client.Traffic;
import haulout.resources.guest.Governors;
import haulout.resources.limits.LineBudget;
import haulout.resources.limits.TokenBucket;
import haulout.resources.limits.WorkGate;
import haulout.resources.policy.Decision;
import haulout.resources.policy.Duty;
import haulout.resources.policy.Memory;
import haulout.resources.policy.Moment;
import haulout.resources.policy.Permit;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What a node sends and takes in while it repairs is held back by what was decided, and by its own
/// bound. Times are bounds from below, which no slow computer breaks.
class GovernedRepairTest {
    private static final long LIMIT = 400_000;
    private static final int PART = 16_384;

    private final Governors governors =
            new Governors(
                    new WorkGate(System::nanoTime, 2),
                    new LineBudget(System::nanoTime),
                    System::nanoTime);

    private static Decision decision(long bytesPerSecond) {
        boolean network = bytesPerSecond > 0;
        Permit permit =
                new Permit(
                        true,
                        100,
                        Integer.MAX_VALUE,
                        network,
                        bytesPerSecond,
                        bytesPerSecond,
                        Map.of());
        Map<Duty, Permit> permits = new EnumMap<>(Duty.class);
        for (Duty duty : Duty.values()) {
            permits.put(duty, permit);
        }
        Moment now = new Moment(Instant.EPOCH, ZoneId.of("UTC"), Duration.ZERO);
        return new Decision(permits, Map.of(), List.of(), false, Memory.fresh(now, 1));
    }

    private RepairTraffic repairs(long bound) {
        return new RepairTraffic(Guest.of(governors).traffic(), bound);
    }

    private static double seconds(Traffic traffic, int bytes, boolean up) throws Exception {
        long begin = System.nanoTime();
        for (int done = 0; done < bytes; done += PART) {
            if (up) {
                traffic.beforeSending(PART);
            } else {
                traffic.beforeReceiving(PART);
            }
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    @Test
    void repairsOverTheLineKeepWhatWasDecidedInBothDirections() throws Exception {
        governors.apply(decision(LIMIT));
        Traffic there =
                repairs(TokenBucket.NO_LIMIT).toward(PeerAddress.parse("198.51.100.7:9185"));
        int bytes = 600_000;
        // half a second may be saved up
        double least = (double) bytes / LIMIT - 0.6;
        double up = seconds(there, bytes, true);
        assertTrue(up >= least, "sent in " + up + " s");
        double down = seconds(there, bytes, false);
        assertTrue(down >= least, "taken in within " + down + " s");
        assertTrue(governors.line().sentBytes() >= bytes);
        assertTrue(governors.line().receivedBytes() >= bytes);
    }

    @Test
    void repairsOnThisComputerKeepTheirOwnBoundAndLeaveTheLineAlone() throws Exception {
        governors.apply(decision(1_000));
        Traffic here = repairs(LIMIT).toward(PeerAddress.parse("127.0.0.1:9185"));
        double up = seconds(here, 600_000, true);
        assertTrue(up >= 0.9, "sent in " + up + " s");
        assertEquals(0, governors.line().sentBytes());
    }

    @Test
    void aDecisionThatWidensTheLineFreesARepairThatWaits() throws Exception {
        governors.apply(decision(1));
        Traffic there =
                repairs(TokenBucket.NO_LIMIT).toward(PeerAddress.parse("198.51.100.7:9185"));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Double> sent = threads.submit(() -> seconds(there, 2 << 20, true));
            assertFalse(sent.isDone());
            governors.apply(decision(Permit.NO_LIMIT));
            assertTrue(sent.get(1, TimeUnit.MINUTES) >= 0);
        }
    }

    @Test
    void repairsBeginNoMoreRequestsThanThereMayBeConnections() throws Exception {
        governors.line().limitConnections(8);
        RepairTraffic repairs = repairs(TokenBucket.NO_LIMIT);
        Traffic there = repairs.toward(PeerAddress.parse("198.51.100.7:9185"));
        Duration patience = Duration.ofMinutes(1);
        for (int i = 0; i < 8; i++) {
            assertTrue(there.begin(patience));
        }
        assertFalse(there.begin(Duration.ofMillis(1)));
        assertTrue(repairs.toward(PeerAddress.parse("127.0.0.1:1")).begin(Duration.ZERO));
        there.end();
        assertTrue(there.begin(patience));
        assertEquals(8, governors.line().begun().inUse());
    }
}
