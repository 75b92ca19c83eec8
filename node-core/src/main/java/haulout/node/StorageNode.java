// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.SliverIndex;
import haulout.core.SliverPairIndex;
import haulout.store.StoreException;
import haulout.wire.BlobPersistence;
import haulout.wire.BlobStatus;
import haulout.wire.ConfirmationAnswer;
import haulout.wire.NodeHealth;
import haulout.wire.SignedMessage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A storage node: takes, keeps, confirms and gives slivers, and follows the ledger.
///
/// From [#open] on it answers; as long as it has not reached the ledger it says that it cannot say.
/// Everything that it needs comes from outside, and is closed by whoever opened it, after the node.
public final class StorageNode implements NodeApi, AutoCloseable {
    private final EncodingConfig config;
    private final Uploads uploads;
    private final Reads reads;
    private final Confirmations confirmations;
    private final SymbolAnswers symbols;
    private final Attestations attestations;
    private final ShardDonor donor;
    private final BlobStandings standings;
    private final Observation observation;
    private final EventFollower follower;
    private final LostSlivers lostSlivers;
    private final LedgerContact contact;
    private final SyncWorkers workers;
    private final Retries retries;
    private final NodeHoldings holdings;
    private final NodeAlerts alerts;
    private final NodeFaults faults;

    /// Opens a node and lets it follow the ledger.
    ///
    /// @param sync makes the workers that fetch what is missing
    /// @param metrics where it counts
    /// @param listener hears how the node is, after each change; called from the follower's thread,
    ///   must not block
    /// @throws StoreException if what the node remembers of itself cannot be read
    public static StorageNode open(
            NodeIdentity identity,
            NodeSettings settings,
            NodePorts ports,
            NodeThreads threads,
            SyncFactory sync,
            InstantSource time,
            NodeMetrics metrics,
            Consumer<NodeSnapshot> listener)
            throws StoreException, InterruptedException {
        StorageNode node =
                new StorageNode(identity, settings, ports, threads, sync, time, metrics, listener);
        node.follower.start();
        node.lostSlivers.start();
        return node;
    }

    private StorageNode(
            NodeIdentity identity,
            NodeSettings settings,
            NodePorts ports,
            NodeThreads threads,
            SyncFactory sync,
            InstantSource time,
            NodeMetrics metrics,
            Consumer<NodeSnapshot> listener)
            throws StoreException, InterruptedException {
        this.config = settings.config();
        NodeLimits limits = settings.limits();
        CodecPool codec = threads.codec();
        this.alerts = new NodeAlerts(time);
        this.faults = new NodeFaults(alerts, metrics);
        this.contact = new LedgerContact(time, limits.staleAfter());
        CommitteeTracker committees = new CommitteeTracker(ports.chain(), identity.nodeId());
        ShardTable shards = new ShardTable(ports.states());
        BlobLocks locks = new BlobLocks();
        RecentUploads recent = new RecentUploads(time);
        PendingUploads pending = new PendingUploads(settings.pending(), time);
        NodeSigner signer = new NodeSigner(identity.protocolKey(), codec);
        RegistrationWaits waits = new RegistrationWaits(limits.maxWaiting());
        this.retries = new Retries(threads, faults, limits);
        this.standings = new BlobStandings(ports.records(), committees, contact, faults);
        this.uploads =
                new Uploads(
                        config,
                        ports.metadata(),
                        ports.slivers(),
                        standings,
                        shards,
                        committees,
                        pending,
                        codec,
                        locks,
                        recent,
                        faults,
                        metrics);
        this.reads =
                new Reads(
                        config,
                        ports.metadata(),
                        ports.slivers(),
                        standings,
                        shards,
                        committees,
                        pending,
                        settings.blocked(),
                        faults,
                        metrics);
        this.confirmations =
                new Confirmations(
                        identity.nodeId(),
                        standings,
                        ports.metadata(),
                        ports.slivers(),
                        pending,
                        uploads,
                        waits,
                        signer,
                        faults,
                        metrics,
                        limits.maxRegistrationWait());
        this.symbols =
                new SymbolAnswers(
                        config,
                        limits,
                        ports.metadata(),
                        ports.slivers(),
                        standings,
                        committees,
                        reads,
                        codec,
                        faults,
                        metrics);
        this.attestations =
                new Attestations(
                        limits,
                        ports.metadata(),
                        standings,
                        settings.blocked(),
                        codec,
                        signer,
                        faults,
                        metrics);
        this.donor =
                new ShardDonor(
                        limits,
                        standings,
                        ports.records(),
                        ports.slivers(),
                        shards,
                        codec,
                        faults,
                        metrics);
        this.holdings =
                new NodeHoldings(
                        config,
                        identity.nodeId(),
                        ports,
                        committees,
                        shards,
                        locks,
                        signer,
                        codec,
                        recent,
                        metrics);
        this.workers = sync.create(holdings);
        GarbageCollection garbage =
                new GarbageCollection(
                        ports,
                        identity.nodeId(),
                        shards,
                        locks,
                        contact,
                        retries,
                        metrics,
                        limits.garbageSpread());
        BlobRecovery recovery =
                new BlobRecovery(holdings, workers.blobs(), retries, limits.maxRecoveringBlobs());
        EpochChange epochs =
                new EpochChange(
                        identity.nodeId(),
                        committees,
                        ports.actions(),
                        ports.records(),
                        ports.slivers(),
                        shards,
                        contact,
                        garbage,
                        workers,
                        recovery,
                        retries);
        Lanes lanes = new Lanes(threads.background());
        FinishedEvents finished = new FinishedEvents(ports.records().finishedEvents());
        FollowUps followUps =
                new FollowUps(
                        ports.records(),
                        holdings,
                        workers.blobs(),
                        epochs,
                        garbage,
                        pending,
                        uploads,
                        waits,
                        lanes,
                        finished,
                        retries,
                        faults,
                        metrics);
        this.observation =
                new Observation(
                        identity,
                        committees,
                        shards,
                        contact,
                        finished,
                        workers,
                        codec,
                        alerts,
                        time,
                        listener);
        this.follower =
                new EventFollower(
                        ports,
                        threads,
                        committees,
                        epochs,
                        garbage,
                        followUps,
                        lanes,
                        finished,
                        contact,
                        alerts,
                        faults,
                        metrics,
                        limits,
                        observation::publish);
        this.lostSlivers =
                new LostSlivers(
                        ports,
                        holdings,
                        shards,
                        garbage,
                        workers.blobs(),
                        epochs,
                        retries,
                        alerts,
                        limits.repairInterval());
    }

    /// What the node holds and should hold, for whoever fetches things.
    public Holdings holdings() {
        return holdings;
    }

    /// Whoever looks after the drives finds all of them at work: an alert of the store that no
    /// request has confirmed for a while is over.
    public void storeSeemsWell() {
        faults.storeSeemsWell();
    }

    /// How long ago all that is stored was last read again.
    ///
    /// @param late what is said to the owner if that is too long ago; empty: it is not
    public void scrubIsLate(Optional<String> late) {
        if (late.isPresent()) {
            alerts.raise(NodeAlert.Kind.SCRUB_LATE, late.get());
        } else {
            alerts.clear(NodeAlert.Kind.SCRUB_LATE);
        }
    }

    /// When it had last recorded every event of the ledger that there was; empty if never yet.
    public Optional<Instant> lastAtTip() {
        return contact.lastAtTip();
    }

    /// Slivers and metadata that the drives have lost and the network has not mended yet; of more
    /// than a thousand, those that were looked at so far.
    public int lostSlivers() {
        return lostSlivers.count();
    }

    /// How the node is now.
    public NodeSnapshot snapshot() {
        return observation.snapshot();
    }

    @Override
    public EncodingConfig config() {
        return config;
    }

    @Override
    public Accepted putMetadata(BlobId blobId, byte[] bcs, boolean pending)
            throws RefusedException, InterruptedException {
        return uploads.putMetadata(blobId, bcs, pending);
    }

    @Override
    public byte[] metadata(BlobId blobId) throws RefusedException, InterruptedException {
        return reads.metadata(blobId);
    }

    @Override
    public Presence metadataPresence(BlobId blobId) throws RefusedException, InterruptedException {
        return reads.metadataPresence(blobId);
    }

    @Override
    public Accepted putSliver(
            BlobId blobId, SliverPairIndex pair, Axis axis, ByteBuffer bcs, boolean pending)
            throws RefusedException, InterruptedException {
        return uploads.putSliver(blobId, pair, axis, bcs, pending);
    }

    @Override
    public AnswerBody sliver(BlobId blobId, SliverPairIndex pair, Axis axis)
            throws RefusedException, InterruptedException {
        return reads.sliver(blobId, pair, axis);
    }

    @Override
    public Optional<AnswerBody> sliverIfReady(BlobId blobId, SliverPairIndex pair, Axis axis) {
        return reads.sliverIfReady(blobId, pair, axis);
    }

    @Override
    public Presence sliverPresence(BlobId blobId, SliverPairIndex pair, Axis axis)
            throws RefusedException, InterruptedException {
        return reads.sliverPresence(blobId, pair, axis);
    }

    @Override
    public ConfirmationAnswer confirmation(
            BlobId blobId, BlobPersistence persistence, Optional<Duration> wait)
            throws RefusedException, InterruptedException {
        return confirmations.confirm(blobId, persistence, wait);
    }

    @Override
    public AnswerBody recoverySymbols(BlobId blobId, SymbolRequest request)
            throws RefusedException, InterruptedException {
        return symbols.recoverySymbols(blobId, request);
    }

    @Override
    public AnswerBody decodingSymbols(BlobId blobId, List<SliverIndex> targets, Axis targetAxis)
            throws RefusedException, InterruptedException {
        return symbols.decodingSymbols(blobId, targets, targetAxis);
    }

    @Override
    public SignedMessage attestInconsistency(BlobId blobId, Axis targetAxis, byte[] bcs)
            throws RefusedException, InterruptedException {
        return attestations.attest(blobId, targetAxis, bcs);
    }

    @Override
    public BlobStatus status(BlobId blobId) throws RefusedException, InterruptedException {
        return standings.status(blobId);
    }

    @Override
    public NodeHealth health(boolean detailed) {
        return observation.health(detailed);
    }

    @Override
    public AnswerBody syncShard(byte[] publicKey, byte[] bcs)
            throws RefusedException, InterruptedException {
        return donor.give(publicKey, bcs);
    }

    /// Stops following the ledger and ends all work. Requests that are under way are the server's
    /// to end before.
    @Override
    public void close() {
        retries.close();
        // the follower first, so that work which is only broken off does not count as done with
        follower.close();
        workers.close();
    }
}
