// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.daemon;

import haulout.assembly.HouseRules;
import haulout.assembly.NodeWatch;
import haulout.assembly.OpenThings;
import haulout.desk.NetworkDesks;
import haulout.desk.OwnerDesks;
import haulout.desk.ServiceHome;
import haulout.home.SettingsDesk;
import haulout.identity.IdentityFolder;
import haulout.identity.Keyring;
import haulout.network.LedgerDesk;
import haulout.network.Neighbourhood;
import haulout.network.OwnFiles;
import haulout.network.OwnNode;
import haulout.practice.PracticeNetwork;
import haulout.practice.PracticeSetup;
import haulout.resources.guest.Obedience;
import haulout.status.OwnerFacts;
import haulout.status.Phase;
import haulout.status.Surface;
import haulout.store.sqlite.SqliteHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A practice network without a window.
///
/// Threads: any.
public final class PracticeHost implements AutoCloseable {
    private final OpenThings open;
    private final PracticeNetwork network;
    private final CoreLook look;

    private PracticeHost(OpenThings open, PracticeNetwork network, CoreLook look) {
        this.open = open;
        this.network = network;
        this.look = look;
    }

    /// What the owner chose; what is empty is as it was, or the standard for a new network.
    ///
    /// @param home data directory
    /// @param nodes how many nodes; standard 12
    /// @param shards how many shards; standard 100
    /// @param epoch how long an epoch lasts; standard ten minutes
    /// @param descriptor file that says how to reach the network
    /// @param plainHttp whether the network does without TLS
    /// @param codecThreads threads that encode, hash and sign
    /// @param rules whether the rules about the use of this computer are obeyed
    /// @param custom whether the neighbours store and read small files of their own
    /// @param keeps whether this computer's node runs
    /// @param metrics port of this computer where counters are shown, 0 for any; empty: as its
    ///   owner's settings say, which is nowhere unless they were changed
    public record Options(
            Path home,
            OptionalInt nodes,
            OptionalInt shards,
            Optional<Duration> epoch,
            Optional<Path> descriptor,
            boolean plainHttp,
            int codecThreads,
            Obedience rules,
            boolean custom,
            boolean keeps,
            OptionalInt metrics) {
        public Options {
            Objects.requireNonNull(home);
            Objects.requireNonNull(nodes);
            Objects.requireNonNull(shards);
            Objects.requireNonNull(epoch);
            Objects.requireNonNull(descriptor);
        }
    }

    /// Starts a network; when this returns, every node answers.
    ///
    /// @throws IOException if anything that it needs is missing; nothing stays open then
    public static PracticeHost open(Options options, InstantSource clock)
            throws IOException, InterruptedException {
        return open(options, Keyring.empty(), clock);
    }

    /// As the other, with what opens keys that are locked.
    public static PracticeHost open(Options options, Keyring keyring, InstantSource clock)
            throws IOException, InterruptedException {
        OpenThings open = new OpenThings();
        boolean opened = false;
        try {
            HouseRules rules = HouseRules.open(options.home(), clock, options.rules());
            open.add(rules::close);
            AtomicReference<@Nullable ServiceHome> service = new AtomicReference<>();
            PracticeHost host =
                    open(
                            open,
                            options,
                            rules,
                            keyring,
                            () ->
                                    Optional.ofNullable(service.get())
                                            .flatMap(ServiceHome::leavingNow),
                            Optional.of(() ->
                                    Optional.ofNullable(service.get()).map(ServiceHome::desks)),
                            clock);
            if (options.keeps()) {
                service.set(serve(open, host, options.home(), rules, clock));
            }
            opened = true;
            return host;
        } finally {
            if (!opened) {
                open.close();
            }
        }
    }

    /// As [#open(Options, InstantSource)], under rules that are open already, whose owner also
    /// tells other programs of this computer how the node is.
    ///
    /// @param rules stay the caller's, who closes them afterwards
    /// @param keyring opens the keys of this computer's node, if they are locked
    /// @param leaving how far that node is with leaving, if it leaves
    public static PracticeHost open(
            Options options,
            HouseRules rules,
            Keyring keyring,
            Supplier<Optional<Phase>> leaving,
            InstantSource clock)
            throws IOException, InterruptedException {
        OpenThings open = new OpenThings();
        boolean opened = false;
        try {
            PracticeHost host =
                    open(open, options, rules, keyring, leaving, Optional.empty(), clock);
            opened = true;
            return host;
        } finally {
            if (!opened) {
                open.close();
            }
        }
    }

    private static PracticeHost open(
            OpenThings open,
            Options options,
            HouseRules rules,
            Keyring keyring,
            Supplier<Optional<Phase>> leaving,
            Optional<Supplier<Optional<OwnerDesks>>> owner,
            InstantSource clock)
            throws IOException, InterruptedException {
        AtomicReference<@Nullable CoreLook> look = new AtomicReference<>();
        PracticeNetwork network =
                PracticeNetwork.open(
                        setup(options, keyring),
                        rules.guest(),
                        (begun, things) -> {
                            if (options.keeps()) {
                                rules.owned(owner(begun, options.home(), keyring, clock));
                                things.add(() -> rules.owned(() -> OwnerFacts.NONE));
                            }
                            rules.start(
                                    begun::lent,
                                    // who has decided to leave waits for it
                                    () ->
                                            begun.isUrgent()
                                                    || leaving.get()
                                                            .filter(Phase.Leaving.class::isInstance)
                                                            .isPresent(),
                                    () -> begun.watch().ifPresent(NodeWatch::lookNow));
                            things.add(rules::forgetNode);
                            CoreLook own =
                                    CoreLook.begin(
                                            things,
                                            begun.host(),
                                            options.home(),
                                            rules,
                                            begun::watch,
                                            options.keeps()
                                                    ? Optional.empty()
                                                    : Optional.of(begun::runningNeighbours),
                                            leaving);
                            look.set(own);
                            OptionalInt metrics = metrics(options, rules);
                            if (metrics.isPresent()) {
                                MetricsPage.open(
                                        things,
                                        begun.host(),
                                        metrics.getAsInt(),
                                        begun.home().control());
                            }
                            if (owner.isPresent()) {
                                CoreDesk _ =
                                        CoreDesk.open(
                                                things,
                                                begun.home().control(),
                                                CoreDesk.Source.of(rules, own::look, owner.get()),
                                                CoreDesk.Means.of(begun.host()));
                            }
                        },
                        clock);
        open.add(network::close);
        return new PracticeHost(open, network, Objects.requireNonNull(look.get()));
    }

    /// What the owner does by commands; what a window's home has of its own.
    @SuppressWarnings("MustBeClosedChecker") // because it is closed with everything that is open
    private static ServiceHome serve(
            OpenThings open, PracticeHost host, Path home, HouseRules rules, InstantSource clock)
            throws IOException, InterruptedException {
        SqliteHistory history =
                SqliteHistory.open(
                        home.toAbsolutePath().normalize().resolve("history.db"),
                        task -> Thread.ofPlatform().daemon().name("history").start(task));
        open.add(history::close);
        ServiceHome service =
                ServiceHome.open(
                        host.desks(),
                        home.toAbsolutePath().normalize(),
                        history,
                        task -> Thread.ofVirtual().name("owner").start(task),
                        rules.governors().heavy()::isAllowedUrgent,
                        clock);
        open.add(service::close);
        return service;
    }

    private static OptionalInt metrics(Options options, HouseRules rules) {
        boolean isWanted =
                rules.settingsFile()
                        .preference(SettingsDesk.METRICS_PAGE)
                        .filter(Boolean::parseBoolean)
                        .isPresent();
        return options.metrics().isEmpty() && isWanted
                ? OptionalInt.of(MetricsPage.STANDARD_PORT)
                : options.metrics();
    }

    // it runs only while this program does, so nobody misses anything; and what it pays goes to
    // the account that its owner has here
    private static OwnerWatch owner(
            PracticeNetwork network, Path home, Keyring keyring, InstantSource clock) {
        return new OwnerWatch(
                IdentityFolder.of(home, keyring),
                () ->
                        network.money()
                                .pool(network.own().id())
                                .map(pool -> new OwnerFacts.Payment(true, pool.collectable(), 0)),
                _ -> Optional.empty(),
                clock);
    }

    private static PracticeSetup setup(Options options, Keyring keyring) {
        return new PracticeSetup(
                options.home(),
                options.nodes(),
                options.shards(),
                options.epoch(),
                options.plainHttp(),
                options.descriptor(),
                PracticeSetup.STANDARD_LENT_BYTES,
                options.codecThreads(),
                options.custom(),
                options.keeps(),
                keyring);
    }

    /// How to reach the network, as one JSON document.
    public String descriptor() throws IOException {
        return network.descriptor();
    }

    /// How many nodes it has.
    public int nodeCount() {
        return network.nodeCount();
    }

    /// How many shards it has.
    public int shardCount() {
        return network.ledger().shardCount();
    }

    /// The epoch that it is in.
    public long epoch() {
        return network.ledger().epoch().value();
    }

    /// The nodes and what can be done to them.
    public Neighbourhood neighbourhood() {
        return network.neighbourhood();
    }

    /// How this computer's node is.
    public Surface surface() {
        return look.look();
    }

    /// Has everything about this computer's node looked at; returns when that has begun.
    public void lookNow() {
        network.watch().ifPresent(NodeWatch::lookNow);
    }

    /// This computer's own node.
    public OwnNode own() {
        return network.own();
    }

    /// The owner's files in it.
    public OwnFiles files() {
        return network.files();
    }

    /// Its ledger as its people use it.
    public LedgerDesk money() {
        return network.money();
    }

    /// All of these together.
    public NetworkDesks desks() {
        return new NetworkDesks(
                own(),
                money(),
                neighbourhood(),
                files(),
                shardCount(),
                this::surface,
                this::lookNow,
                // it runs only while this program does, so nobody misses anything
                Optional.empty());
    }

    /// Where this computer's programs control it.
    public String controlUrl() {
        return network.controlUrl();
    }

    @Override
    public void close() throws IOException {
        open.close();
    }
}
