// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.assembly.HouseRules;
import haulout.home.HomeException;
import haulout.home.StartWish;
import haulout.identity.Keyring;
import haulout.redstuff.Kernels;
import haulout.resources.guest.Obedience;
import haulout.resources.settings.Key;
import haulout.resources.settings.Mode;
import haulout.resources.settings.Settings;
import haulout.status.NodeStanding;
import haulout.store.sqlite.SqliteHistory;
import haulout.testing.TestSeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
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

/// A home whose network never comes.
class LocalHomeTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir private Path temp;

    private final InstantSource clock = InstantSource.fixed(NOON);
    private final AtomicInteger opened = new AtomicInteger();
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
        HomeParts parts =
                new HomeParts(
                        history,
                        new Diary(history, clock),
                        new DayBook(history, clock),
                        rules,
                        new LogTail(),
                        clock,
                        ZoneOffset.UTC,
                        TestSeed.random("LocalHomeTest", 1),
                        executor,
                        temp,
                        Files.createDirectory(temp.resolve("scratch")),
                        Keyring.empty());
        home =
                new LocalHome(
                        parts,
                        _ -> {
                            opened.incrementAndGet();
                            throw new IOException("no room");
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
    void lookingNowDoesNotStartANodeThatItsOwnerHasNotAgreedTo() throws Exception {
        await(home.checkNow());
        assertEquals(0, opened.get());
        assertTrue(home.start().isPresent());
    }

    @Test
    void aBeginningThatFailedIsSaidAndIsNotAStartForEver() throws Exception {
        StartWish wish =
                new StartWish(
                        StartWish.Goal.FOLLOW,
                        Optional.empty(),
                        0,
                        rules.settings(),
                        Optional.empty(),
                        Optional.empty());
        assertThrows(ExecutionException.class, () -> await(home.start().orElseThrow().begin(wish)));
        await(home.checkNow());
        assertEquals(1, opened.get());
        assertEquals(NodeStanding.STOPPED, home.snapshot().status().standing());
        assertEquals(
                "failure.io",
                home.snapshot().alerts().stream()
                        .filter(alert -> alert.check().equals("core"))
                        .findFirst()
                        .orElseThrow()
                        .sentence()
                        .key());
    }

    @Test
    void eachPressOfStartIsOneAttemptAndSaysWhyItFailed() throws Exception {
        rules.settingsFile().setPreference("start.done", "2026-11-20T12:00:00Z");
        for (int press = 1; press <= 3; press++) {
            ExecutionException failure =
                    assertThrows(ExecutionException.class, () -> await(home.startAgain()));
            HomeException told = assertInstanceOf(HomeException.class, failure.getCause());
            assertEquals("failure.io", told.sentence().key());
            assertEquals(press, opened.get());
        }
        assertEquals(NodeStanding.STOPPED, home.snapshot().status().standing());
    }

    @Test
    void nothingIsStartedBeforeTheFirstStart() throws Exception {
        await(home.startAgain());
        assertEquals(0, opened.get());
    }

    @Test
    void aRuleThatIsTakenBackLeavesAPauseThatWasBegunMeanwhile() throws Exception {
        Settings before = home.settings().current();
        await(home.settings().apply(before.with(Key.USER_AWAY_MINUTES, 12)));
        await(home.setMode(Mode.pausedUntil(Instant.MAX)));
        await(home.settings().apply(before));
        Settings now = home.settings().current();
        assertEquals(before.get(Key.USER_AWAY_MINUTES), now.get(Key.USER_AWAY_MINUTES));
        assertEquals(Mode.Kind.PAUSED, now.mode().kind());
    }
}
