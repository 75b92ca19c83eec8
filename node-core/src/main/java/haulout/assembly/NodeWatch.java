// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import haulout.client.PeerClients;
import haulout.client.PeerException;
import haulout.core.NodeId;
import haulout.core.WireFormatException;
import haulout.ledger.ChainException;
import haulout.ledger.ChainView;
import haulout.ledger.Committee;
import haulout.status.DriveFacts;
import haulout.status.Facts;
import haulout.status.Look;
import haulout.status.NetworkFacts;
import haulout.status.OwnerFacts;
import haulout.status.Phase;
import haulout.status.RestFacts;
import haulout.store.drive.Drive;
import haulout.store.drive.DriveCheck;
import haulout.store.drive.Drives;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sees whether a node is well: its drives are looked at and written to, its neighbours are asked.
/// What was seen is kept with its time.
///
/// Threads: any.
public final class NodeWatch implements AutoCloseable {
    // well within the minute for which a look counts
    private static final Duration LOOK_EVERY = Duration.ofSeconds(20);
    private static final Duration WRITE_EVERY = Duration.ofMinutes(2);
    private static final Duration PEER_TIME = Duration.ofSeconds(5);
    private static final Duration PEER_COUNTS = Duration.ofSeconds(60);
    // of a large committee the neighbours asked in one round
    private static final int MAX_PEERS = 16;
    private static final long SLOW_MILLIS = 2_000;

    private static final Logger log = LoggerFactory.getLogger(NodeWatch.class);

    private final NodeId self;
    private final Drives drives;
    private final PeerClients peers;
    private final ChainView chain;
    private final InstantSource clock;
    private final ExecutorService background;
    private final ScheduledExecutorService timer;
    private final Instant opened;
    private @Nullable ScheduledFuture<?> schedule;
    private boolean isClosed;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final Map<Drive, Seen> seen = new ConcurrentHashMap<>();
    private final Map<NodeId, Instant> answered = new ConcurrentHashMap<>();
    private volatile Round round = new Round(0, Optional.empty(), Optional.empty());

    /// Of one drive.
    private record Seen(
            Look marker, Look write, Optional<Duration> writeTime, int slowInRow, Instant since) {}

    /// Of the neighbours.
    private record Round(int known, Optional<Instant> at, Optional<Instant> fewSince) {}

    NodeWatch(NodeId self, Drives drives, PeerClients peers, ChainView chain, NodeHost host) {
        this.self = self;
        this.drives = drives;
        this.peers = peers;
        this.chain = chain;
        this.clock = host.clock();
        this.background = host.background();
        this.opened = clock.instant();
        this.timer = host.timer();
    }

    /// Begins to look, if it has not begun. Of the nodes of one computer only its own is watched.
    public synchronized void start() {
        if (schedule == null && !isClosed) {
            schedule =
                    timer.scheduleWithFixedDelay(
                            this::begin, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /// Looks at everything now, and returns when that has begun.
    public void lookNow() {
        seen.replaceAll((_, before) ->
                new Seen(
                        before.marker(),
                        before.write(),
                        before.writeTime(),
                        before.slowInRow(),
                        Instant.MIN));
        begin();
    }

    private void begin() {
        if (!looking.compareAndSet(false, true)) {
            return;
        }
        try {
            background.execute(this::look);
        } catch (RejectedExecutionException e) {
            looking.set(false); // the node stops
        }
    }

    private void look() {
        try {
            drives.all().forEach(this::look);
            askPeers();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the node stops
        } catch (ChainException e) {
            log.atInfo().setCause(e).log("neighbours are not known");
        } finally {
            looking.set(false);
        }
    }

    private void look(Drive drive) {
        Instant now = clock.instant();
        Seen before =
                seen.getOrDefault(
                        drive,
                        new Seen(Look.never(), Look.never(), Optional.empty(), 0, Instant.MIN));
        boolean write =
                before.since().equals(Instant.MIN)
                        || Duration.between(before.since(), now).compareTo(WRITE_EVERY) >= 0
                        || Duration.between(before.since(), now).isNegative();
        if (!write) {
            Look marker = found(drive.checkMarker(), now);
            seen.put(
                    drive,
                    new Seen(
                            marker,
                            before.write(),
                            before.writeTime(),
                            before.slowInRow(),
                            before.since()));
            return;
        }
        long begin = System.nanoTime();
        boolean done = drive.probeWriting();
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        boolean slow = took.toMillis() > SLOW_MILLIS;
        seen.put(
                drive,
                new Seen(
                        found(drive.isPresent(), now),
                        found(done, now),
                        Optional.of(took),
                        slow ? before.slowInRow() + 1 : 0,
                        now));
    }

    private static Look found(boolean good, Instant at) {
        return good ? Look.passed(at) : Look.failed(at);
    }

    private void askPeers() throws ChainException, InterruptedException {
        Optional<Committee> committee = chain.committee(chain.epoch());
        List<Committee.Member> others = new ArrayList<>();
        committee.ifPresent(now ->
                now.members().stream()
                        .filter(member -> !member.nodeId().equals(self))
                        .filter(member -> !member.shards().isEmpty())
                        .limit(MAX_PEERS)
                        .forEach(others::add));
        Set<NodeId> known = new HashSet<>();
        others.forEach(member -> known.add(member.nodeId()));
        answered.keySet().retainAll(known);
        for (Committee.Member member : others) {
            if (answers(member)) {
                answered.put(member.nodeId(), clock.instant());
            }
        }
        Instant now = clock.instant();
        boolean few = answering(now) < Math.min(3, others.size());
        round =
                new Round(
                        others.size(),
                        Optional.of(now),
                        few ? Optional.of(round.fewSince().orElse(now)) : Optional.empty());
    }

    private boolean answers(Committee.Member member) throws InterruptedException {
        try {
            return peers.of(member).within(PEER_TIME).health().epoch().value() > 0;
        } catch (PeerException | WireFormatException e) {
            return false;
        }
    }

    private int answering(Instant now) {
        return (int)
                answered.values().stream()
                        .filter(at -> Duration.between(at, now).compareTo(PEER_COUNTS) <= 0)
                        .count();
    }

    /// Everything that says how the node is. What this kind of network has no proof of is left out.
    ///
    /// @param rest what the resource rules allow
    /// @param owner what only the owner can do something about
    public Facts facts(RestFacts rest, OwnerFacts owner) {
        Instant now = clock.instant();
        Round last = round;
        int answering = answering(now);
        boolean alone = last.known() > 0 && answering == 0;
        List<DriveFacts> facts = drives.all().stream().map(this::facts).toList();
        return new Facts(
                now,
                new Phase.Running(),
                Look.passed(now),
                true,
                Optional.of(drives.all().stream().mapToLong(Drive::usedBytes).sum()),
                facts,
                new NetworkFacts(
                        new NetworkFacts.Peers(answering, last.known(), last.at(), last.fewSince()),
                        alone ? last.fewSince() : Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                owner,
                rest,
                List.of());
    }

    private DriveFacts facts(Drive drive) {
        Seen last =
                seen.getOrDefault(
                        drive,
                        new Seen(Look.never(), Look.never(), Optional.empty(), 0, Instant.MIN));
        // the store notices a pulled drive or a refused write sooner than the next look
        boolean gone = !drive.isPresent() && last.marker().at().isPresent();
        boolean refused =
                drive.alerts().stream().anyMatch(alert -> alert.check() == DriveCheck.WRITE);
        Instant now = clock.instant();
        return new DriveFacts(
                drive.id().toString(),
                drive.root().toString(),
                gone ? Look.failed(now) : last.marker(),
                refused ? Look.failed(now) : last.write(),
                last.writeTime(),
                last.slowInRow(),
                Optional.empty(),
                Optional.empty(),
                opened,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        ScheduledFuture<?> running = schedule;
        if (running != null) {
            running.cancel(false);
        }
    }
}
