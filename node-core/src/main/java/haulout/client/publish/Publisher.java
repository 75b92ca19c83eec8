// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.publish;

import haulout.client.AskRound;
import haulout.client.BlobCoding;
import haulout.client.NetworkPeers;
import haulout.client.NodeFault;
import haulout.client.Pause;
import haulout.client.PeerException;
import haulout.core.EncodingConfig;
import haulout.redstuff.BlobEncoder;
import haulout.redstuff.BlobSource;
import haulout.redstuff.FileBlob;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.wire.BlobPersistence;
import haulout.wire.MessageCertificate;
import haulout.wire.SignedMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Stores blobs: encodes, registers, brings every node its slivers, gathers confirmations until
/// those who gave them hold a quorum of the shards, and has the blob certified.
///
/// Memory is bounded by [PublishLimits#memoryBytes] and the encoder's buffers: larger encoded blobs
/// are kept in a temporary file. Up to f shards' nodes may be away, slow or lying.
///
/// Threads: one blob at a time, from a platform thread, because signatures are verified on it.
/// Source: Walrus client's behaviour on writing.
public final class Publisher {
    // the other nodes get half as long again as the quorum took, as in the reference client
    private static final int GRACE_DIVISOR = 2;

    // until the next look at the clock; a reply ends the wait
    private static final Duration TICK = Duration.ofMillis(100);

    /// A blob whose epoch ended while it was spread is spread again for the next one, but not for
    /// ever: epochs last longer than that.
    private static final int MAX_EPOCHS = 3;

    private final Supplier<NetworkPeers> network;
    private final Registrar registrar;
    private final BlobCoding coding;
    private final PublishLimits limits;
    private final NodeUpload.Surroundings surroundings;
    private final Path folder;
    private final Consumer<NodeFault> witness;

    /// @param network the nodes of the current epoch, asked again when nodes refuse
    /// @param executor makes a (virtual) thread for each task
    /// @param pause waits between tries
    /// @param random varies the waits; called from several threads
    /// @param folder existing, for temporary files
    /// @param witness told of every node that falls short
    public Publisher(
            Supplier<NetworkPeers> network,
            Registrar registrar,
            BlobCoding coding,
            PublishLimits limits,
            Executor executor,
            Pause pause,
            RandomGenerator random,
            Path folder,
            Consumer<NodeFault> witness) {
        this.network = network;
        this.registrar = registrar;
        this.coding = coding;
        this.limits = limits;
        this.surroundings = new NodeUpload.Surroundings(executor, pause, random);
        this.folder = folder;
        this.witness = witness;
    }

    /// The same with nobody else who is told of nodes that fall short.
    public Publisher(
            Supplier<NetworkPeers> network,
            Registrar registrar,
            BlobCoding coding,
            PublishLimits limits,
            Executor executor,
            Pause pause,
            RandomGenerator random,
            Path folder) {
        this(network, registrar, coding, limits, executor, pause, random, folder, _ -> {});
    }

    /// Stores a blob.
    ///
    /// @param blob must not change meanwhile
    /// @throws IllegalArgumentException if it is larger than the network takes
    /// @throws IOException if it, or a temporary file, cannot be read or written
    public StoreOutcome store(
            BlobSource blob, RegistrationRequest.Options options, PublishListener listener)
            throws IOException, InterruptedException {
        EncodingConfig config = network.get().config();
        int symbolBytes = config.symbolBytes(blob.length());
        try (StagedSlivers slivers =
                StagedSlivers.open(config, symbolBytes, limits.memoryBytes(), folder)) {
            VerifiedBlobMetadata metadata =
                    new BlobEncoder(config, coding.kernels(), coding.crew(), coding.sizes())
                            .encode(blob, slivers.sink(), listener::encoded);
            if (blob instanceof FileBlob file) {
                // what was encoded in two readings of different bytes would be no blob
                file.requireUnchanged();
            }
            listener.registering(metadata);
            RegisteredBlob registered;
            try {
                registered = registrar.register(new RegistrationRequest(metadata, options));
            } catch (RegistrarException e) {
                return new StoreOutcome.NotRegistered(metadata, e);
            }
            return spread(slivers, metadata, registered, options.deletable(), listener);
        }
    }

    private StoreOutcome spread(
            StagedSlivers slivers,
            VerifiedBlobMetadata metadata,
            RegisteredBlob registered,
            boolean deletable,
            PublishListener listener)
            throws InterruptedException {
        NetworkPeers peers = network.get();
        for (int left = MAX_EPOCHS; ; left--) {
            StoreOutcome outcome =
                    spread(peers, slivers, metadata, registered, deletable, listener);
            NetworkPeers now = network.get();
            boolean isLate = now.epoch().compareTo(peers.epoch()) > 0;
            if (outcome instanceof StoreOutcome.Certified || !isLate || left == 1) {
                return outcome;
            }
            peers = now;
        }
    }

    private StoreOutcome spread(
            NetworkPeers peers,
            StagedSlivers slivers,
            VerifiedBlobMetadata metadata,
            RegisteredBlob registered,
            boolean deletable,
            PublishListener listener)
            throws InterruptedException {
        BlobPersistence persistence =
                deletable
                        ? new BlobPersistence.Deletable(registered.object())
                        : BlobPersistence.PERMANENT;
        AtomicLong sent = new AtomicLong();
        long total = 2L * peers.config().shardCount();
        NodeUpload upload =
                new NodeUpload(
                        peers,
                        metadata,
                        persistence,
                        slivers,
                        limits,
                        surroundings,
                        () -> listener.sent(Math.min(total, sent.incrementAndGet()), total));
        Gathering gathering =
                new Gathering(
                        peers,
                        new ConfirmationTally(peers, metadata.blobId(), persistence),
                        listener);
        // closed before the slivers are, so that nobody reads them any more
        try (AskRound<SignedMessage> round = new AskRound<>(surroundings.executor())) {
            for (int node = 0; node < peers.count(); node++) {
                int to = node;
                if (peers.weight(node) > 0) {
                    round.ask(node, () -> upload.to(to));
                }
            }
            gathering.gather(round);
        }
        listener.certifying();
        return certified(metadata, registered, gathering);
    }

    private StoreOutcome certified(
            VerifiedBlobMetadata metadata, RegisteredBlob registered, Gathering gathering)
            throws InterruptedException {
        StoreOutcome.Tally result = gathering.result();
        if (gathering.tally.certificate().isEmpty()) {
            return new StoreOutcome.TooFewConfirmations(metadata, registered, result);
        }
        MessageCertificate certificate = gathering.tally.certificate().get();
        try {
            registrar.certify(registered, metadata, certificate);
        } catch (RegistrarException e) {
            return new StoreOutcome.NotCertified(metadata, registered, result, e);
        }
        return new StoreOutcome.Certified(metadata, registered, result);
    }

    /// Takes the answers of all nodes to one blob.
    private final class Gathering {
        private final ConfirmationTally tally;
        private final PublishListener listener;
        private final List<NodeFault> faults = new ArrayList<>();
        private final NetworkPeers peers;
        private final boolean[] answered;
        private int lostWeight;

        Gathering(NetworkPeers peers, ConfirmationTally tally, PublishListener listener) {
            this.peers = peers;
            this.answered = new boolean[peers.count()];
            this.tally = tally;
            this.listener = listener;
        }

        void gather(AskRound<SignedMessage> round) throws InterruptedException {
            long begin = System.nanoTime();
            long end = Long.MAX_VALUE;
            while (round.outstanding() > 0) {
                long now = System.nanoTime() - begin;
                if (now >= end) {
                    break;
                }
                var reply = round.next(TICK);
                if (reply.isPresent()) {
                    take(reply.get());
                }
                if (end == Long.MAX_VALUE && tally.certificate().isPresent()) {
                    long taken = System.nanoTime() - begin;
                    end = taken + Math.max(limits.grace().toNanos(), taken / GRACE_DIVISOR);
                } else if (end == Long.MAX_VALUE && !canStillSucceed()) {
                    // so that it can be said who is away, and who is not
                    end = System.nanoTime() - begin + limits.grace().toNanos();
                }
            }
            if (!canStillSucceed()) {
                return; // because the others were not waited for
            }
            for (int node = 0; node < answered.length; node++) {
                if (!answered[node] && peers.weight(node) > 0) {
                    fault(
                            NodeFault.late(
                                    node,
                                    peers.name(node),
                                    "had not confirmed when it was decided"));
                }
            }
        }

        private boolean canStillSucceed() {
            return peers.config().shardCount() - lostWeight >= tally.neededWeight();
        }

        private void take(AskRound.Reply<SignedMessage> reply) throws InterruptedException {
            int node = reply.ticket().node();
            answered[node] = true;
            switch (reply) {
                case AskRound.Reply.Answer<SignedMessage>(var _, SignedMessage answer) -> {
                    tally.offer(node, answer).ifPresent(this::fault);
                    listener.confirmed(tally.nodes(), asked());
                }
                case AskRound.Reply.Failure<SignedMessage>(var _, PeerException cause) ->
                        fault(NodeFault.of(node, peers.name(node), cause));
                case AskRound.Reply.GivenUp<SignedMessage> _ -> throw new InterruptedException();
                case AskRound.Reply.Bug<SignedMessage>(var _, RuntimeException bug) -> throw bug;
            }
        }

        private int asked() {
            int asked = 0;
            for (int node = 0; node < peers.count(); node++) {
                asked += peers.weight(node) > 0 ? 1 : 0;
            }
            return asked;
        }

        private void fault(NodeFault fault) {
            lostWeight += peers.weight(fault.node());
            faults.add(fault);
            listener.fault(fault);
            witness.accept(fault);
        }

        StoreOutcome.Tally result() {
            faults.sort(Comparator.comparingInt(NodeFault::node));
            return new StoreOutcome.Tally(
                    tally.weight(),
                    tally.neededWeight(),
                    peers.config().shardCount() - lostWeight,
                    peers.config().shardCount(),
                    tally.nodes(),
                    faults);
        }
    }
}
