// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.network.OwnNode;
import haulout.network.StoreTerms;
import haulout.network.TransferListener;
import haulout.practice.PracticeNetwork;
import haulout.practice.PracticeSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The drive of a node in a practice network.
class OwnDriveDeskTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long POLL_NANOS = 5_000_000;

    @TempDir Path temp;

    private static Optional<Instant> checked(OwnNode node) {
        return node.drives().getFirst().fullCheck();
    }

    @Test
    void aCheckReadsEverythingAndTellsWhenThatWas() throws Exception {
        try (PracticeNetwork network =
                PracticeNetwork.open(
                        new PracticeSetup(
                                temp.resolve("home"),
                                OptionalInt.of(4),
                                OptionalInt.of(13),
                                Optional.of(Duration.ofHours(1)),
                                false,
                                Optional.empty(),
                                1L << 30,
                                1),
                        InstantSource.system())) {
            OwnNode node = network.own();
            var _ =
                    network.files()
                            .store(
                                    Files.write(temp.resolve("in.bin"), new byte[50_000]),
                                    new StoreTerms(20, false, Map.of(StoreTerms.NAME, "in.bin")),
                                    TransferListener.NONE);
            AtomicInteger looks = new AtomicInteger();
            OwnDriveDesk desk =
                    new OwnDriveDesk(
                            temp, node, looks::incrementAndGet, new Errands(Runnable::run));
            Instant before = Instant.now();
            // a check of an empty drive may have ended already
            assertTrue(checked(node).map(at -> at.isBefore(before)).orElse(true));
            desk.check(node.drives().getFirst().id())
                    .toCompletableFuture()
                    .get(1, TimeUnit.MINUTES);
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (checked(node).filter(at -> !at.isBefore(before)).isEmpty()) {
                assertTrue(System.nanoTime() < end, "nothing was read");
                LockSupport.parkNanos(POLL_NANOS);
            }
            assertTrue(node.drives().getFirst().check().isEmpty());
            assertTrue(looks.get() > 0);
            assertThrows(
                    ExecutionException.class,
                    () -> desk.check("another").toCompletableFuture().get());
        }
    }
}
