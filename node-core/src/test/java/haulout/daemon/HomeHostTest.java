// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.daemon;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.core.AccountAddress;
import haulout.core.Hash32;
import haulout.home.ActivityEvent;
import haulout.home.ActivityFilter;
import haulout.home.DriveReport;
import haulout.home.HomeException;
import haulout.home.HomeNode;
import haulout.home.HomeSnapshot;
import haulout.home.LogLine;
import haulout.home.NeighbourReport;
import haulout.home.StartDesk;
import haulout.home.StartStep;
import haulout.home.StartWish;
import haulout.home.StoreWish;
import haulout.home.StoredFile;
import haulout.home.Transfer;
import haulout.home.Watch;
import haulout.resources.settings.Preset;
import haulout.resources.settings.Settings;
import haulout.status.NodeStanding;
import haulout.testing.TestSeed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A home from the first start to a file that comes back, as a window would use it.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class HomeHostTest {
    private static final int NODES = 4;
    private static final AccountAddress FOLLOWED = new AccountAddress(new Hash32(1, 2, 3, 4));

    @TempDir private Path folder;

    private HomeHost.Options options() {
        return new HomeHost.Options(
                folder.resolve("home"),
                OptionalInt.of(NODES),
                OptionalInt.of(13),
                Optional.of(Duration.ofDays(1)),
                1);
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(2, TimeUnit.MINUTES);
    }

    /// Waits for a snapshot of some kind, as it is published.
    private static HomeSnapshot await(HomeNode home, Predicate<HomeSnapshot> wanted)
            throws InterruptedException {
        BlockingQueue<HomeSnapshot> found = new ArrayBlockingQueue<>(1);
        try (Watch _ =
                home.watch(
                        Duration.ZERO,
                        snapshot -> {
                            if (wanted.test(snapshot)) {
                                found.offer(snapshot);
                            }
                        })) {
            HomeSnapshot snapshot = found.poll(2, TimeUnit.MINUTES);
            return snapshot != null ? snapshot : Assertions.fail("last was " + home.snapshot());
        }
    }

    private static StartWish wish() {
        return new StartWish(
                StartWish.Goal.SHARE,
                Optional.empty(),
                3_000_000_000L,
                Settings.of(Preset.BALANCED),
                Optional.of(FOLLOWED),
                Optional.of(FOLLOWED));
    }

    @Test
    void aFaultOfTheWindowIsAnAlertForEveryoneAndTheNodeRunsOn() throws Exception {
        try (HomeHost host = HomeHost.open(options(), Clock.systemUTC())) {
            host.home().noteFault("window");
            HomeSnapshot told =
                    await(
                            host.home(),
                            snapshot ->
                                    snapshot.alerts().stream()
                                            .anyMatch(one -> one.check().equals("surface")));
            JsonNode status =
                    RunningCore.status(folder.resolve("home"), Locale.ENGLISH, ZoneOffset.UTC)
                            .orElseThrow();
            assertEquals(
                    told.status().standing().name().toLowerCase(Locale.ROOT),
                    status.path("standing").asText());
            assertEquals("surface", status.path("alerts").path(0).path("check").asText());
            assertTrue(
                    status.path("alerts")
                            .path(0)
                            .path("sentence")
                            .asText()
                            .startsWith("Something in the window went wrong."));
        }
    }

    @Test
    void whoOnlyFollowsAStakeRunsNoNode() throws Exception {
        StartWish follow =
                new StartWish(
                        StartWish.Goal.FOLLOW,
                        Optional.empty(),
                        0,
                        Settings.of(Preset.BALANCED),
                        Optional.empty(),
                        Optional.of(FOLLOWED));
        for (boolean first : new boolean[] {true, false}) {
            try (HomeHost host = HomeHost.open(options(), Clock.systemUTC())) {
                HomeNode home = host.home();
                if (first) {
                    get(home.start().orElseThrow().begin(follow));
                }
                HomeSnapshot healthy =
                        await(home, now -> now.status().standing() == NodeStanding.HEALTHY);
                assertEquals(List.of(), healthy.drives());
                assertEquals(List.of(FOLLOWED), healthy.staking().followed());
                assertEquals(
                        0,
                        healthy.neighbours().stream()
                                .filter(one -> one.place() == 0)
                                .mapToInt(one -> one.shards().size())
                                .sum());
                assertFalse(
                        Files.exists(folder.resolve("home/practice/n0/store/haulout-drive.json")));
            }
        }
    }

    @Test
    void fromTheFirstStartToAFileThatComesBack() throws Exception {
        byte[] content = new byte[200_000];
        TestSeed.random("a home", 7).nextBytes(content);
        Path file = Files.write(folder.resolve("photo.jpg"), content);
        try (HomeHost host = HomeHost.open(options(), Clock.systemUTC())) {
            HomeNode home = host.home();
            assertEquals(NodeStanding.STARTING, home.snapshot().status().standing());
            assertEquals("failure.not-running", failure(home.files().offer(wish(file, false))));

            StartDesk start = home.start().orElseThrow();
            get(start.begin(wish()));
            assertTrue(home.start().isEmpty());
            start.steps()
                    .forEach(step ->
                            assertEquals(StartStep.State.DONE, step.state(), step.toString()));
            // what is followed is in the first snapshot that was made after it was asked for
            HomeSnapshot healthy =
                    await(
                            home,
                            now ->
                                    now.status().standing() == NodeStanding.HEALTHY
                                            && !now.staking().followed().isEmpty());
            assertEquals(NODES, healthy.neighbours().size());
            assertEquals(DriveReport.State.FINE, healthy.drives().getFirst().state());
            assertEquals(3_000_000_000L, healthy.drives().getFirst().lentBytes());
            assertEquals("light", healthy.drives().getFirst().shield());
            assertEquals(List.of(FOLLOWED), healthy.staking().followed());
            host.log(Instant.EPOCH, LogLine.Level.INFO, "part", "line");
            assertEquals("line", get(home.activity().log(0)).getLast().text());

            Transfer in = get(home.files().store(wish(file, true)));
            HomeSnapshot stored = await(home, now -> stage(now, in.id()).isOver());
            assertEquals(Transfer.Stage.DONE, stage(stored, in.id()), stored.toString());
            StoredFile kept = await(home, now -> !now.files().isEmpty()).files().getFirst();
            assertEquals("photo.jpg", kept.name());
            assertTrue(kept.isLocked());

            get(home.neighbours().orElseThrow().stop(2));
            await(home, now -> now.neighbours().get(2).state() == NeighbourReport.State.STOPPED);
            Path back = folder.resolve("back.jpg");
            Transfer out = get(home.files().takeOut(kept.blob(), back));
            HomeSnapshot taken = await(home, now -> stage(now, out.id()).isOver());
            assertEquals(Transfer.Stage.DONE, stage(taken, out.id()), taken.toString());
            assertArrayEquals(content, Files.readAllBytes(back));
            // the same name once more: whoever chose it was asked whether to replace the file
            Files.writeString(back, "older");
            Transfer over = get(home.files().takeOut(kept.blob(), back));
            HomeSnapshot replaced = await(home, now -> stage(now, over.id()).isOver());
            assertEquals(Transfer.Stage.DONE, stage(replaced, over.id()), replaced.toString());
            assertArrayEquals(content, Files.readAllBytes(back));
            assertEquals("failure.file-exists", failure(home.files().takeOut(kept.blob(), folder)));
            try (Stream<Path> beside = Files.list(folder)) {
                assertTrue(beside.noneMatch(one -> one.toString().contains(".haulout-")));
            }

            ActivityFilter photos =
                    new ActivityFilter(
                            Set.of(ActivityEvent.Kind.FILES),
                            Optional.empty(),
                            "photo",
                            Locale.ENGLISH);
            assertNotEquals(0, get(home.activity().events(photos, Long.MAX_VALUE, 10)).size());
            assertNotEquals(0, found(home, "came back whole", Locale.ENGLISH));
            assertEquals(0, found(home, "came back whole", Locale.GERMAN), "it reads otherwise");
        }
        // the second time it starts by itself and knows what it has
        try (HomeHost host = HomeHost.open(options(), Clock.systemUTC())) {
            assertTrue(host.home().start().isEmpty());
            HomeSnapshot again = await(host.home(), now -> !now.files().isEmpty());
            assertEquals("photo.jpg", again.files().getFirst().name());
            assertFalse(again.lately().isEmpty());
        }
    }

    @Test
    void whoGivesWrongPiecesIsNamedInTheActivityLog() throws Exception {
        byte[] content = new byte[100_000];
        TestSeed.random("a home with a liar", 8).nextBytes(content);
        Path file = Files.write(folder.resolve("photo.jpg"), content);
        try (HomeHost host = HomeHost.open(options(), Clock.systemUTC())) {
            HomeNode home = host.home();
            get(home.start().orElseThrow().begin(wish()));
            Transfer in = get(home.files().store(wish(file, false)));
            await(home, now -> stage(now, in.id()) == Transfer.Stage.DONE);
            StoredFile kept = await(home, now -> !now.files().isEmpty()).files().getFirst();
            // of four nodes with 13 shards, one may lie
            NeighbourReport liar =
                    home.snapshot().neighbours().stream()
                            .filter(one -> one.place() > 0 && one.shards().size() <= 4)
                            .findFirst()
                            .orElseThrow();
            get(home.neighbours().orElseThrow().lie(liar.place()));
            ActivityFilter misdeeds =
                    new ActivityFilter(
                            Set.of(ActivityEvent.Kind.CHECKS),
                            Optional.empty(),
                            " " + liar.name().substring(1) + " ",
                            Locale.ENGLISH);
            List<ActivityEvent> named = List.of();
            for (int i = 0; i < 100 && named.isEmpty(); i++) {
                Path back = folder.resolve("back" + i);
                Transfer out = get(home.files().takeOut(kept.blob(), back));
                await(home, now -> stage(now, out.id()).isOver());
                assertArrayEquals(content, Files.readAllBytes(back));
                // the next snapshot is made after the log was written
                Instant read = Instant.now();
                await(home, now -> now.at().isAfter(read));
                named = get(home.activity().events(misdeeds, Long.MAX_VALUE, 10));
            }
            assertTrue(
                    named.stream()
                            .anyMatch(event ->
                                    event.sentence().key().startsWith("activity.misdeed.")),
                    named.toString());
        }
    }

    private static int found(HomeNode home, String words, Locale reader) throws Exception {
        ActivityFilter filter =
                new ActivityFilter(
                        Set.of(ActivityEvent.Kind.FILES), Optional.empty(), words, reader);
        return get(home.activity().events(filter, Long.MAX_VALUE, 10)).size();
    }

    private static StoreWish wish(Path file, boolean locked) {
        return new StoreWish(file, 2, true, locked);
    }

    private static Transfer.Stage stage(HomeSnapshot now, long transfer) {
        return now.transfers().stream()
                .filter(one -> one.id() == transfer)
                .map(Transfer::stage)
                .findFirst()
                .orElse(Transfer.Stage.WAITING);
    }

    private static String failure(CompletionStage<?> stage) throws Exception {
        try {
            get(stage);
            return "none";
        } catch (ExecutionException e) {
            return e.getCause() instanceof HomeException known
                    ? known.sentence().key()
                    : String.valueOf(e.getCause());
        }
    }
}
