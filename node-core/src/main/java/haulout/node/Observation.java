// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.Epoch;
import haulout.core.ShardIndex;
import haulout.store.NodeState;
import haulout.store.ShardRecord;
import haulout.store.ShardState;
import haulout.wire.NodeHealth;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How the node is, for its operator and for other nodes.
final class Observation {
    private final NodeIdentity identity;
    private final CommitteeTracker committees;
    private final ShardTable shards;
    private final LedgerContact contact;
    private final FinishedEvents finished;
    private final SyncWorkers workers;
    private final CodecPool codec;
    private final NodeAlerts alerts;
    private final InstantSource time;
    private final Consumer<NodeSnapshot> listener;
    private final Instant started;
    private volatile long recorded;
    private @Nullable NodeSnapshot last;

    Observation(
            NodeIdentity identity,
            CommitteeTracker committees,
            ShardTable shards,
            LedgerContact contact,
            FinishedEvents finished,
            SyncWorkers workers,
            CodecPool codec,
            NodeAlerts alerts,
            InstantSource time,
            Consumer<NodeSnapshot> listener) {
        this.identity = identity;
        this.committees = committees;
        this.shards = shards;
        this.contact = contact;
        this.finished = finished;
        this.workers = workers;
        this.codec = codec;
        this.alerts = alerts;
        this.time = time;
        this.listener = listener;
        this.started = time.instant();
    }

    /// Tells the listener, if something has changed. Called by the follower.
    ///
    /// @param recordedEvents how many events are in the records
    void publish(long recordedEvents) {
        recorded = recordedEvents;
        NodeSnapshot now = snapshot();
        if (!now.equals(last)) {
            last = now;
            listener.accept(now);
        }
    }

    NodeSnapshot snapshot() {
        Map<ShardState, Integer> counts = new EnumMap<>(ShardState.class);
        for (ShardRecord shard : shards.all()) {
            counts.merge(shard.state(), 1, Integer::sum);
        }
        return new NodeSnapshot(
                committees.now().map(Committees::epoch),
                shards.phase(),
                contact.isCurrent(),
                counts,
                progress(),
                workers.blobs().count(),
                workers.shards().progress(),
                codec.waiting(),
                alerts.all());
    }

    NodeHealth health(boolean detailed) {
        List<NodeHealth.Shard> owned = new ArrayList<>();
        Set<ShardIndex> own = new HashSet<>(committees.ownShards());
        for (ShardIndex shard : committees.ownShards()) {
            owned.add(new NodeHealth.Shard(shard, word(shards.state(shard))));
        }
        List<NodeHealth.Shard> other = new ArrayList<>();
        for (ShardRecord shard : shards.all()) {
            if (!own.contains(shard.shard())) {
                other.add(new NodeHealth.Shard(shard.shard(), word(shard.state())));
            }
        }
        Epoch epoch = committees.now().map(Committees::epoch).orElse(new Epoch(0));
        return new NodeHealth(
                Duration.between(started, time.instant()),
                epoch,
                identity.protocolKey().publicKey(),
                status(shards.node()),
                progress(),
                owned,
                other,
                Optional.empty(),
                detailed);
    }

    private NodeHealth.EventProgress progress() {
        long done = finished.run();
        long highest = finished.highest();
        return new NodeHealth.EventProgress(
                done,
                Math.max(0, recorded - done),
                highest < 0 ? Optional.empty() : Optional.of(highest));
    }

    private static String status(NodeState state) {
        return switch (state.phase()) {
            case STANDBY -> "Standby";
            case ACTIVE -> "Active";
            case RECOVER_METADATA -> "RecoverMetadata";
            case RECOVERY_CATCH_UP -> "RecoveryCatchUp";
            case RECOVERY_IN_PROGRESS -> "RecoveryInProgress (" + state.phaseEpoch() + ")";
        };
    }

    private static NodeHealth.ShardState word(ShardState state) {
        return switch (state) {
            case NONE -> NodeHealth.ShardState.UNKNOWN;
            case ACTIVE_SYNC -> NodeHealth.ShardState.IN_TRANSFER;
            case ACTIVE_RECOVER -> NodeHealth.ShardState.IN_RECOVERY;
            case ACTIVE -> NodeHealth.ShardState.READY;
            case LOCKED_TO_MOVE -> NodeHealth.ShardState.READ_ONLY;
        };
    }
}
