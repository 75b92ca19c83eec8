// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import haulout.ledger.ChainException;
import haulout.node.StorageNode;
import haulout.status.DriveFacts;
import haulout.status.Facts;
import haulout.status.Look;
import haulout.status.NetworkFacts;
import haulout.status.OwnerFacts;
import haulout.status.Phase;
import haulout.status.RestFacts;
import haulout.store.drive.Drive;
import haulout.store.drive.DriveAlert;
import haulout.store.drive.DriveCheck;
import haulout.store.drive.Drives;
import haulout.store.file.FileLayer;
import haulout.store.shield.Scrub;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
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
    private static final long SLOW_MILLIS = 2_000;

    private static final Logger log = LoggerFactory.getLogger(NodeWatch.class);

    private final Drives drives;
    private final DriveNames names = new DriveNames();
    private final StorageNode node;
    private final Scrub scrub;
    private final DamageLog damage;
    private final PeerWatch neighbours;
    private final InstantSource clock;
    private final ExecutorService background;
    private final NodeHost host;
    private final Instant opened;
    private @Nullable Beat looks;
    private boolean isClosed;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final Map<Drive, Seen> seen = new ConcurrentHashMap<>();

    /// Of one drive.
    private record Seen(
            Look marker, Look write, Optional<Duration> writeTime, int slowInRow, Instant since) {}

    NodeWatch(
            Drives drives,
            StorageNode node,
            Scrub scrub,
            DamageLog damage,
            PeerWatch neighbours,
            NodeHost host) {
        this.drives = drives;
        this.node = node;
        this.scrub = scrub;
        this.damage = damage;
        this.neighbours = neighbours;
        this.clock = host.clock();
        this.background = host.background();
        this.opened = clock.instant();
        this.host = host;
    }

    /// Begins to look, if it has not begun. Of the nodes of one computer only its own is watched.
    public synchronized void start() {
        if (looks == null && !isClosed) {
            begin();
            looks = host.every(LOOK_EVERY, this::begin);
        }
    }

    /// Looks at everything now, and returns when that has begun.
    public void lookNow() {
        neighbours.askAll();
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
            noteDamage();
            neighbours.ask();
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

    private void noteDamage() {
        Instant now = clock.instant();
        drives.all().forEach(drive -> damage.note(drive.id(), drive.errors(), now));
    }

    private static Look found(boolean good, Instant at) {
        return good ? Look.passed(at) : Look.failed(at);
    }

    /// Everything that says how the node is. What this kind of network has no proof of is left out.
    ///
    /// @param rest what the resource rules allow
    /// @param owner what only the owner can do something about
    public Facts facts(RestFacts rest, OwnerFacts owner) {
        Instant now = clock.instant();
        List<DriveFacts> facts = drives.all().stream().map(this::facts).toList();
        return new Facts(
                now,
                new Phase.Running(),
                Look.passed(now),
                true,
                Optional.of(drives.all().stream().mapToLong(Drive::usedBytes).sum()),
                facts,
                network(now),
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
                names.of(drive.root()).name(drive.root()),
                gone ? Look.failed(now) : last.marker(),
                refused ? Look.failed(now) : last.write(),
                last.writeTime(),
                last.slowInRow(),
                gone ? Optional.empty() : drive.lastRoom().map(room -> space(drive, room)),
                Optional.of(damage(drive, now)),
                scrub.roundBegan(drive.id()),
                scrub.lastFullCheck(drive.id()),
                missingSince(drive),
                Optional.empty());
    }

    private static DriveFacts.Space space(Drive drive, FileLayer.Room room) {
        return new DriveFacts.Space(
                room.freeBytes(), drive.lent().rule().floorBytes(room.totalBytes()));
    }

    /// Pieces that were found damaged in the last month, on all drives.
    ///
    /// @param open those of them that were not brought back yet
    public record Damaged(long found, long open) {}

    /// What was found damaged in the last month.
    public Damaged damagedOfMonth() {
        Instant now = clock.instant();
        long found = drives.all().stream().mapToLong(drive -> damage.month(drive.id(), now)).sum();
        return new Damaged(found, Math.min(found, node.lostSlivers()));
    }

    // what the network has not mended yet may have been on any of the drives
    private DriveFacts.Damage damage(Drive drive, Instant now) {
        long month = damage.month(drive.id(), now);
        return new DriveFacts.Damage(
                damage.today(drive.id(), now), month, Math.max(0, month - node.lostSlivers()));
    }

    private static Optional<Instant> missingSince(Drive drive) {
        return drive.alerts().stream()
                .filter(alert -> alert.check() == DriveCheck.PRESENT)
                .map(DriveAlert::since)
                .findFirst();
    }

    // of a network that has no faster transport, no relay and no signed notices nothing is claimed
    private NetworkFacts network(Instant now) {
        return new NetworkFacts(
                neighbours.peers(),
                neighbours.offlineSince(),
                Optional.empty(),
                neighbours.clock(),
                Optional.of(new NetworkFacts.Ledger(behind(now), now)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                neighbours.agreement(),
                neighbours.alone(),
                Optional.empty());
    }

    private Duration behind(Instant now) {
        Duration behind = Duration.between(node.lastAtTip().orElse(opened), now);
        return behind.isNegative() ? Duration.ZERO : behind;
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        Beat running = looks;
        if (running != null) {
            running.close();
        }
    }
}
