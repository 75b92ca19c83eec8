// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import haulout.daemon.HomeHost;
import haulout.home.HomeNode;
import haulout.home.HomeSnapshot;
import haulout.home.StartWish;
import haulout.home.StoreWish;
import haulout.home.Transfer;
import haulout.home.Watch;
import haulout.resources.settings.Preset;
import haulout.resources.settings.Settings;
import haulout.status.NodeStanding;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A small data directory as one release leaves it behind, for the releases after it to open:
/// network, ledger, slivers, history, settings, a file that only its owner can open and one for
/// everybody. Its keys were made for it and hold nothing.
///
/// Each release makes one and keeps it under `src/test/resources/homes`; `docs/packaging.md` says
/// how.
final class SampleHome {
    /// What stands for the folder in which the home was made, in the files that name it.
    static final String PLACE = "@HOME@";

    /// When it was left, beside the home.
    static final String MADE = "made.txt";

    static final String LOCKED = "letter.txt";
    static final String OPEN = "photo.jpg";
    static final String LANGUAGE = "look.language";

    private static final int NODES = 4;
    private static final int SHARDS = 13;
    private static final int FILE_BYTES = 30_000;
    private static final long MINUTES = 3;

    /// So long that nothing has ended when the next release opens it.
    private static final long EPOCHS = 20;

    private SampleHome() {}

    /// Makes one.
    ///
    /// @param arguments the zip file to write
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("haulout-sample");
        Path home = folder.resolve("home");
        try (HomeHost host =
                HomeHost.open(options(home, Optional.of(Duration.ofDays(1))), Clock.systemUTC())) {
            fill(host.home(), folder);
        }
        zip(home, Path.of(arguments[0]));
        Packages.delete(folder);
        System.exit(0);
    }

    static HomeHost.Options options(Path home, Optional<Duration> epoch) {
        boolean isNew = epoch.isPresent();
        return new HomeHost.Options(
                home,
                isNew ? OptionalInt.of(NODES) : OptionalInt.empty(),
                isNew ? OptionalInt.of(SHARDS) : OptionalInt.empty(),
                epoch,
                1);
    }

    private static void fill(HomeNode home, Path folder) throws Exception {
        get(
                home.start()
                        .orElseThrow()
                        .begin(
                                new StartWish(
                                        StartWish.Goal.SHARE,
                                        Optional.empty(),
                                        3_000_000_000L,
                                        Settings.of(Preset.BALANCED),
                                        Optional.empty(),
                                        Optional.empty())));
        await(home, now -> now.status().standing() == NodeStanding.HEALTHY);
        get(home.settings().setPreference(LANGUAGE, "de"));
        store(home, folder, LOCKED, true);
        store(home, folder, OPEN, false);
        await(home, now -> now.files().size() == 2);
    }

    private static void store(HomeNode home, Path folder, String name, boolean locked)
            throws Exception {
        Path file = Files.write(folder.resolve(name), content(name));
        Transfer in = get(home.files().store(new StoreWish(file, EPOCHS, true, locked)));
        awaitDone(home, in);
    }

    static void awaitDone(HomeNode home, Transfer transfer) throws InterruptedException {
        HomeSnapshot ended =
                await(
                        home,
                        now ->
                                now.transfers().stream()
                                        .anyMatch(one ->
                                                one.id() == transfer.id() && one.stage().isOver()));
        if (ended.transfers().stream()
                .noneMatch(
                        one -> one.id() == transfer.id() && one.stage() == Transfer.Stage.DONE)) {
            throw new AssertionError(ended.transfers().toString());
        }
    }

    /// What is in a file of the sample.
    static byte[] content(String name) {
        byte[] content = new byte[FILE_BYTES];
        new Random(name.hashCode()).nextBytes(content);
        return content;
    }

    static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(MINUTES, TimeUnit.MINUTES);
    }

    static HomeSnapshot await(HomeNode home, Predicate<HomeSnapshot> wanted)
            throws InterruptedException {
        BlockingQueue<HomeSnapshot> found = new ArrayBlockingQueue<>(1);
        try (Watch _ =
                home.watch(
                        Duration.ZERO,
                        snapshot -> {
                            if (wanted.test(snapshot)) {
                                boolean _ = found.offer(snapshot);
                            }
                        })) {
            HomeSnapshot snapshot = found.poll(MINUTES, TimeUnit.MINUTES);
            if (snapshot == null) {
                throw new AssertionError("last was " + home.snapshot());
            }
            return snapshot;
        }
    }

    private static void zip(Path home, Path target) throws IOException {
        try (OutputStream file = Files.newOutputStream(target);
                ZipOutputStream zip = new ZipOutputStream(file, StandardCharsets.UTF_8)) {
            add(zip, MADE, Instant.now().toString().getBytes(StandardCharsets.US_ASCII));
            List<Path> files = Packages.all(home).stream().filter(Files::isRegularFile).toList();
            for (Path each : files) {
                byte[] content = Files.readAllBytes(each);
                if (each.toString().endsWith(".json")) {
                    String text = new String(content, StandardCharsets.UTF_8);
                    content = text.replace(home.toString(), PLACE).getBytes(StandardCharsets.UTF_8);
                }
                add(zip, "home/" + home.relativize(each).toString().replace('\\', '/'), content);
            }
        }
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.of(2026, 11, 21, 0, 0));
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
