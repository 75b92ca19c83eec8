// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import haulout.assembly.HouseRules;
import haulout.home.HomeException;
import haulout.identity.Keyring;
import haulout.redstuff.Kernels;
import haulout.resources.guest.Obedience;
import haulout.status.NodeStanding;
import haulout.store.sqlite.SqliteHistory;
import haulout.testing.TestSeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node that does not run is started by its owner.
class StartAgainTest {
    @TempDir private Path temp;

    private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));
    private final AtomicInteger attempts = new AtomicInteger();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private SqliteHistory history;
    private HouseRules rules;
    private LocalHome home;

    @BeforeEach
    void open() throws Exception {
        history =
                SqliteHistory.open(
                        temp.resolve("history.db"),
                        task -> Thread.ofPlatform().daemon().start(task));
        rules = HouseRules.open(temp, clock, Obedience.WATCH);
        home =
                new LocalHome(
                        new HomeParts(
                                history,
                                new Diary(history, clock),
                                new DayBook(history, clock),
                                rules,
                                new LogTail(),
                                clock,
                                ZoneOffset.UTC,
                                TestSeed.random("StartAgainTest", 1),
                                executor,
                                temp,
                                Files.createDirectory(temp.resolve("scratch")),
                                Keyring.empty()),
                        _ -> {
                            throw new IOException("attempt " + attempts.incrementAndGet());
                        },
                        Kernels::scalar);
    }

    @AfterEach
    void close() throws Exception {
        home.close();
        executor.shutdownNow();
        rules.close();
        history.close();
    }

    private static void await(CompletionStage<?> done) throws Exception {
        done.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void eachPressIsOneAttemptAndSaysWhyItFailed() throws Exception {
        rules.settingsFile().setPreference("start.done", "2026-11-20T12:00:00Z");
        for (int press = 1; press <= 3; press++) {
            ExecutionException failure =
                    assertThrows(ExecutionException.class, () -> await(home.startAgain()));
            HomeException told = assertInstanceOf(HomeException.class, failure.getCause());
            assertEquals("failure.io", told.sentence().key());
            assertEquals(press, attempts.get());
        }
        assertEquals(NodeStanding.STOPPED, home.snapshot().status().standing());
    }

    @Test
    void nothingIsStartedBeforeTheFirstStart() throws Exception {
        await(home.startAgain());
        assertEquals(0, attempts.get());
    }
}
