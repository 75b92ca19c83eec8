// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.daemon;

import haulout.assembly.HouseRules;
import haulout.assembly.NodeHome;
import haulout.assembly.OpenThings;
import haulout.desk.DayBook;
import haulout.desk.Diary;
import haulout.desk.HomeParts;
import haulout.desk.LocalHome;
import haulout.desk.LogTail;
import haulout.desk.NetworkDesks;
import haulout.home.HomeNode;
import haulout.home.LogLine;
import haulout.home.StartWish;
import haulout.identity.Keyring;
import haulout.metrics.MetricsRegistry;
import haulout.redstuff.WarmingKernels;
import haulout.resources.guest.Obedience;
import haulout.status.Phase;
import haulout.store.file.FolderTree;
import haulout.store.sqlite.SqliteHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The whole core for a window: the owner's home with its practice network.
public final class HomeHost implements AutoCloseable {
    private final OpenThings open;
    private final LocalHome home;
    private final LogTail lines;

    private HomeHost(OpenThings open, LocalHome home, LogTail lines) {
        this.open = open;
        this.home = home;
        this.lines = lines;
    }

    /// What the owner chose.
    ///
    /// @param home data directory
    /// @param nodes of a new practice network; standard 12
    /// @param shards of a new practice network; standard 100
    /// @param epoch of a new practice network; standard ten minutes
    /// @param codecThreads threads that encode, hash and sign
    public record Options(
            Path home,
            OptionalInt nodes,
            OptionalInt shards,
            Optional<Duration> epoch,
            int codecThreads) {
        public Options {
            Objects.requireNonNull(home);
            Objects.requireNonNull(nodes);
            Objects.requireNonNull(shards);
            Objects.requireNonNull(epoch);
        }
    }

    /// Opens the home. This is quick; the network is started in the background, which the snapshots
    /// show.
    ///
    /// @throws IOException if the data directory cannot be used; nothing stays open then
    public static HomeHost open(Options options, InstantSource clock)
            throws IOException, InterruptedException {
        return open(options, Keyring.empty(), clock);
    }

    /// As the other, with what opens keys that are locked.
    public static HomeHost open(Options options, Keyring keyring, InstantSource clock)
            throws IOException, InterruptedException {
        OpenThings open = new OpenThings();
        boolean opened = false;
        try {
            HomeHost host = open(open, options, keyring, clock);
            opened = true;
            return host;
        } finally {
            if (!opened) {
                open.close();
            }
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // because it is closed with everything that is open
    private static HomeHost open(
            OpenThings open, Options options, Keyring keyring, InstantSource clock)
            throws IOException, InterruptedException {
        Path folder = options.home().toAbsolutePath().normalize();
        NodeHome.prepare(folder);
        Path scratch = folder.resolve("scratch");
        empty(scratch);
        ExecutorService executor =
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("home-", 0).factory());
        open.add(executor::shutdownNow);
        SqliteHistory history =
                SqliteHistory.open(
                        folder.resolve("history.db"),
                        task -> Thread.ofPlatform().daemon().name("history").start(task));
        open.add(history::close);
        HouseRules rules = HouseRules.open(folder, clock, Obedience.OBEY);
        open.add(rules::close);
        DayBook days = new DayBook(history, clock);
        rules.loop().listen(days::see);
        HomeParts parts =
                new HomeParts(
                        history,
                        new Diary(history, clock),
                        days,
                        rules,
                        new LogTail(),
                        clock,
                        ZoneId.systemDefault(),
                        new SecureRandom(),
                        executor,
                        folder,
                        scratch,
                        keyring);
        WarmingKernels kernels =
                WarmingKernels.start(Thread.ofPlatform().daemon().name("first-warm-up").factory());
        open.add(kernels::close);
        AtomicReference<@Nullable LocalHome> made = new AtomicReference<>();
        LocalHome home =
                new LocalHome(
                        parts,
                        wish -> network(options, rules, keyring, wish, of(made), clock),
                        kernels);
        made.set(home);
        open.add(home::close);
        home.run();
        if (!RunningCore.isElsewhere(folder)) {
            Path control = folder.resolve("control");
            NodeHome.prepare(control);
            CoreDesk _ =
                    CoreDesk.open(
                            open,
                            control,
                            CoreDesk.Source.of(rules, home::surface, home::owner),
                            new CoreDesk.Means(
                                    executor, new MetricsRegistry(), new SecureRandom(), clock));
        }
        return new HomeHost(open, home, parts.log());
    }

    /// What a process that was killed has left there is of no use to anybody.
    private static void empty(Path scratch) throws IOException {
        FolderTree.delete(scratch);
        NodeHome.prepare(scratch);
    }

    /// How far the node is with leaving; the home knows, which is made after what asks.
    private static Supplier<Optional<Phase>> of(AtomicReference<@Nullable LocalHome> made) {
        return () -> Optional.ofNullable(made.get()).flatMap(LocalHome::leavingNow);
    }

    private static LocalHome.Opened network(
            Options options,
            HouseRules rules,
            Keyring keyring,
            Optional<StartWish> wish,
            Supplier<Optional<Phase>> leaving,
            InstantSource clock)
            throws IOException, InterruptedException {
        // who only follows a stake runs no node: the neighbours are the network that is looked at
        boolean follows = StartGoal.follows(rules.settingsFile(), wish);
        PracticeHost host =
                PracticeHost.open(
                        new PracticeHost.Options(
                                options.home(),
                                options.nodes(),
                                options.shards(),
                                options.epoch(),
                                Optional.empty(),
                                false,
                                options.codecThreads(),
                                Obedience.OBEY,
                                true,
                                !follows,
                                OptionalInt.empty()),
                        rules,
                        keyring,
                        leaving,
                        clock);
        boolean lent = false;
        try {
            if (wish.isPresent() && wish.get().lendBytes() > 0) {
                for (var drive : host.own().drives()) {
                    host.own().lend(drive.id(), wish.get().lendBytes());
                }
            }
            lent = true;
        } finally {
            if (!lent) {
                host.close();
            }
        }
        NetworkDesks desks = host.desks();
        return new LocalHome.Opened() {
            @Override
            public NetworkDesks desks() {
                return desks;
            }

            @Override
            public void close() throws IOException {
                host.close();
            }
        };
    }

    /// Shows a line of the technical log to whoever looks at it.
    ///
    /// @param part which part of the program
    public void log(Instant at, LogLine.Level level, String part, String text) {
        lines.add(at, level, part, text);
    }

    /// The home.
    public HomeNode home() {
        return home;
    }

    @Override
    public void close() throws IOException {
        open.close();
    }
}
