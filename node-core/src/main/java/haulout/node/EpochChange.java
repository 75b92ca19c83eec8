// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.Epoch;
import haulout.core.NodeId;
import haulout.core.ShardIndex;
import haulout.ledger.ChainActions;
import haulout.ledger.ChainException;
import haulout.ledger.Committee;
import haulout.store.BlobRecordStore;
import haulout.store.NodePhase;
import haulout.store.NodeState;
import haulout.store.ShardRecord;
import haulout.store.ShardState;
import haulout.store.SliverStore;
import haulout.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes over and gives up shards when the epoch changes, and says so to the ledger when all are
/// here. What is begun is stored, so that a restart goes on with it.
///
/// Source: walrus-protocol section 9.5.
final class EpochChange {
    private static final Logger log = LoggerFactory.getLogger(EpochChange.class);

    private final NodeId self;
    private final CommitteeTracker committees;
    private final ChainActions actions;
    private final BlobRecordStore records;
    private final SliverStore slivers;
    private final ShardTable shards;
    private final LedgerContact contact;
    private final GarbageCollection garbage;
    private final SyncWorkers workers;
    private final BlobRecovery recovery;
    private final Retries retries;
    // held while the slivers of a shard are removed
    private final ReentrantLock removal = new ReentrantLock();
    private @Nullable Epoch attesting;

    EpochChange(
            NodeId self,
            CommitteeTracker committees,
            ChainActions actions,
            BlobRecordStore records,
            SliverStore slivers,
            ShardTable shards,
            LedgerContact contact,
            GarbageCollection garbage,
            SyncWorkers workers,
            BlobRecovery recovery,
            Retries retries) {
        this.self = self;
        this.committees = committees;
        this.actions = actions;
        this.records = records;
        this.slivers = slivers;
        this.shards = shards;
        this.contact = contact;
        this.garbage = garbage;
        this.workers = workers;
        this.recovery = recovery;
        this.retries = retries;
    }

    /// The network's first committee, for a node that hears of it without an event. No blob is
    /// older, so its shards are complete.
    void adopt(Epoch epoch) throws StoreException, ChainException, InterruptedException {
        Optional<Committee> committee = committees.committee(epoch);
        if (committee.isPresent()) {
            List<ShardRecord> gained =
                    own(committee.get()).stream()
                            .map(shard -> new ShardRecord(shard, ShardState.ACTIVE, epoch))
                            .toList();
            NodePhase phase = gained.isEmpty() ? NodePhase.STANDBY : NodePhase.ACTIVE;
            shards.update(state -> state.applied(epoch).in(phase, epoch), gained);
            attestIfComplete();
        }
    }

    /// The node is epochs behind: it works through the events and does nothing else.
    void fallBehind(Epoch epoch) throws StoreException, InterruptedException {
        contact.setCatchingUp(true);
        recovery.cancel();
        workers.metadata().cancel();
        shards.update(state -> state.in(NodePhase.RECOVERY_CATCH_UP, epoch), List.of());
        log.atInfo().addKeyValue("epoch", epoch).log("behind the ledger, catching up");
    }

    /// Whether no change of epoch has been worked through yet.
    boolean hasNoEpoch() {
        return shards.node().appliedEpoch().isEmpty() && !isCatchingUp();
    }

    /// Whether the node is working through events of epochs that are over.
    boolean isCatchingUp() {
        return shards.phase() == NodePhase.RECOVERY_CATCH_UP;
    }

    /// An epoch has started. Done twice, it does nothing the second time.
    void start(Epoch epoch) throws StoreException, ChainException, InterruptedException {
        Epoch newest = committees.refresh();
        Optional<Epoch> applied = shards.node().appliedEpoch();
        boolean isOld = isCatchingUp() && epoch.compareTo(newest) < 0;
        if (isOld || (applied.isPresent() && applied.get().compareTo(epoch) >= 0)) {
            return;
        }
        Optional<Committee> committee = committees.committee(epoch);
        if (committee.isEmpty()) {
            // because without it nobody can say which shards are whose; the next epoch comes
            log.atWarn().addKeyValue("epoch", epoch).log("no committee is known for the epoch");
            return;
        }
        change(epoch, committee.get(), committees.before(epoch));
        resume();
    }

    private void change(Epoch epoch, Committee committee, Optional<Committee> before)
            throws StoreException, InterruptedException {
        List<ShardIndex> own = own(committee);
        boolean mends = isCatchingUp() || shards.phase() == NodePhase.RECOVERY_IN_PROGRESS;
        // an unknown committee is not an empty one: the ledger may have forgotten it
        boolean isFirst = before.isEmpty() && !hasOlderBlobs(epoch);
        ShardState gainedState =
                mends
                        ? ShardState.ACTIVE_RECOVER
                        : isFirst ? ShardState.ACTIVE : ShardState.ACTIVE_SYNC;
        List<ShardRecord> changed = new ArrayList<>();
        for (ShardIndex shard : own) {
            if (!shards.state(shard).takesSlivers()) {
                changed.add(new ShardRecord(shard, gainedState, epoch));
            }
        }
        List<ShardIndex> lost = new ArrayList<>();
        for (ShardIndex shard : shards.taking()) {
            if (!own.contains(shard)) {
                lost.add(shard);
                changed.add(new ShardRecord(shard, ShardState.LOCKED_TO_MOVE, epoch));
            }
        }
        boolean isNew =
                before.map(earlier -> own(earlier).isEmpty())
                        .orElse(!isFirst && shards.taking().isEmpty());
        NodePhase phase =
                own.isEmpty()
                        ? NodePhase.STANDBY
                        : mends
                                ? NodePhase.RECOVERY_IN_PROGRESS
                                : isNew ? NodePhase.RECOVER_METADATA : NodePhase.ACTIVE;
        // not while a shard is being removed, which may be one that comes back
        removal.lockInterruptibly();
        try {
            shards.update(state -> state.applied(epoch).in(phase, epoch), changed);
        } finally {
            removal.unlock();
        }
        contact.setCatchingUp(false);
        lost.forEach(workers.shards()::cancel);
        log.atInfo()
                .addKeyValue("epoch", epoch)
                .addKeyValue("phase", phase)
                .addKeyValue("shards", own.size())
                .addKeyValue("gained", changed.size() - lost.size())
                .addKeyValue("lost", lost.size())
                .log("epoch started");
    }

    private boolean hasOlderBlobs(Epoch epoch) throws StoreException, InterruptedException {
        return !records.certifiedBefore(epoch, GarbageCollection.FIRST, 1).isEmpty();
    }

    /// Goes on with what the stored state says is under way.
    void resume() {
        NodeState state = shards.node();
        contact.setCatchingUp(isCatchingUp());
        switch (state.phase()) {
            case RECOVER_METADATA -> recoverMetadata(state.phaseEpoch());
            case RECOVERY_IN_PROGRESS ->
                    recovery.start(state.phaseEpoch(), () -> recoveredAll(state.phaseEpoch()));
            case ACTIVE -> startShardSyncs();
            case STANDBY, RECOVERY_CATCH_UP -> {}
        }
        state.appliedEpoch().ifPresent(garbage::scheduleSweep);
        attestIfComplete();
        removeOldShards();
    }

    /// The ledger says that the holders of shards do not give them.
    void recoverWithoutHolder(List<ShardIndex> without) {
        for (ShardRecord shard : shards.all()) {
            if (shard.state() == ShardState.ACTIVE_SYNC && without.contains(shard.shard())) {
                workers.shards().cancel(shard.shard());
                workers.shards().recover(shard.shard(), shard.since(), listener(shard));
            }
        }
    }

    private void recoverMetadata(Epoch epoch) {
        var _ =
                workers.metadata()
                        .start(epoch)
                        .thenAccept(outcome -> {
                            if (outcome == SyncOutcome.COMPLETE) {
                                retries.run(
                                        "end of metadata recovery",
                                        () -> {
                                            if (isIn(NodePhase.RECOVER_METADATA, epoch)) {
                                                shards.update(
                                                        state -> state.in(NodePhase.ACTIVE, epoch),
                                                        List.of());
                                                startShardSyncs();
                                                attestIfComplete();
                                            }
                                        });
                            }
                        });
    }

    private void recoveredAll(Epoch epoch) {
        retries.run(
                "end of recovery",
                () -> {
                    if (isIn(NodePhase.RECOVERY_IN_PROGRESS, epoch)) {
                        List<ShardRecord> complete =
                                shards.all().stream()
                                        .filter(shard -> shard.state().takesSlivers())
                                        .map(shard -> shard.in(ShardState.ACTIVE))
                                        .toList();
                        shards.update(state -> state.in(NodePhase.ACTIVE, epoch), complete);
                        attestIfComplete();
                    }
                });
    }

    private boolean isIn(NodePhase phase, Epoch epoch) {
        return shards.phase() == phase && shards.node().phaseEpoch().equals(epoch);
    }

    private void startShardSyncs() {
        for (ShardRecord shard : shards.all()) {
            if (shard.state() == ShardState.ACTIVE_SYNC) {
                workers.shards().start(shard.shard(), shard.since(), listener(shard));
            } else if (shard.state() == ShardState.ACTIVE_RECOVER) {
                workers.shards().recover(shard.shard(), shard.since(), listener(shard));
            }
        }
    }

    private ShardSync.Listener listener(ShardRecord of) {
        return new ShardSync.Listener() {
            @Override
            public void recovering(ShardIndex shard) {
                retries.run(
                        "shard state",
                        () -> move(of, List.of(ShardState.ACTIVE_SYNC), ShardState.ACTIVE_RECOVER));
            }

            @Override
            public void done(ShardIndex shard) {
                retries.run(
                        "shard state",
                        () -> {
                            move(
                                    of,
                                    List.of(ShardState.ACTIVE_SYNC, ShardState.ACTIVE_RECOVER),
                                    ShardState.ACTIVE);
                            attestIfComplete();
                        });
            }
        };
    }

    private void move(ShardRecord shard, List<ShardState> from, ShardState to)
            throws StoreException, InterruptedException {
        shards.move(shard.shard(), shard.since(), from, to);
    }

    private synchronized void attestIfComplete() {
        NodeState state = shards.node();
        Epoch epoch = state.appliedEpoch().orElse(null);
        if (epoch == null
                || epoch.equals(attesting)
                || state.phase() != NodePhase.ACTIVE
                || !shards.isComplete()
                || state.attestedEpoch().filter(epoch::equals).isPresent()) {
            return;
        }
        attesting = epoch;
        retries.run(
                "report of the shards",
                () -> {
                    if (shards.node().appliedEpoch().filter(epoch::equals).isPresent()) {
                        actions.epochSyncDone(epoch);
                        shards.update(known -> known.attested(epoch), List.of());
                    }
                });
    }

    // those that were lost in an earlier change than the present one
    private void removeOldShards() {
        Optional<Epoch> applied = shards.node().appliedEpoch();
        for (ShardRecord shard : shards.all()) {
            if (shard.state() == ShardState.LOCKED_TO_MOVE
                    && applied.filter(now -> shard.since().compareTo(now) < 0).isPresent()) {
                retries.run("removal of a shard", () -> remove(shard));
            }
        }
    }

    private void remove(ShardRecord shard) throws StoreException, InterruptedException {
        removal.lockInterruptibly();
        try {
            if (shards.all().contains(shard)) {
                slivers.deleteShard(shard.shard());
                shards.forget(shard.shard());
            }
        } finally {
            removal.unlock();
        }
    }

    private List<ShardIndex> own(Committee committee) {
        return committee.member(self).map(Committee.Member::shards).orElse(List.of());
    }
}
