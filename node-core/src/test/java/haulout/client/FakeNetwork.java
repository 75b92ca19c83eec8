// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import haulout.client.publish.RegisteredBlob;
import haulout.client.publish.Registrar;
import haulout.client.publish.RegistrarException;
import haulout.client.publish.RegistrationRequest;
import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.Epoch;
import haulout.core.EventId;
import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.core.ShardIndex;
import haulout.core.SliverIndex;
import haulout.core.SliverPairIndex;
import haulout.crypto.BlsSecretKey;
import haulout.crypto.NetworkSecretKey;
import haulout.ledger.Committee;
import haulout.redstuff.Crew;
import haulout.redstuff.DecodingSymbol;
import haulout.redstuff.GeneralRecoverySymbol;
import haulout.redstuff.InconsistencyProof;
import haulout.redstuff.Kernels;
import haulout.redstuff.Sliver;
import haulout.redstuff.SymbolId;
import haulout.redstuff.UnverifiedBlobMetadata;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.wire.ApiAnswer;
import haulout.wire.ApiError;
import haulout.wire.BlobPersistence;
import haulout.wire.BlobStatus;
import haulout.wire.CertificateVerdict;
import haulout.wire.MessageCertificate;
import haulout.wire.NodeHealth;
import haulout.wire.ProtocolMessage.StorageConfirmation;
import haulout.wire.SignedMessage;
import haulout.wire.SliverFormat;
import haulout.wire.SyncedSliver;
import haulout.wire.Threshold;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Nodes in memory that store, serve and sign, or do what a test has them do instead; and a ledger
/// that checks certificates as the contract does.
public final class FakeNetwork implements Registrar, AutoCloseable {
    public final EncodingConfig config;
    public final List<Node> nodes = new ArrayList<>();
    public final Committee committee;
    public final NetworkPeers peers;
    public final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    public final ExecutorService threads =
            Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().name("check").factory());
    public final BlobCoding coding = new BlobCoding(Kernels::scalar, threads, Crew.solo(), 2);
    public final AtomicInteger certified = new AtomicInteger();
    public volatile boolean refusesRegistration;
    public volatile Epoch signingEpoch = new Epoch(1);
    private final AtomicLong objects = new AtomicLong();
    public volatile CountDownLatch toAsk = new CountDownLatch(0);
    private final CountDownLatch over = new CountDownLatch(1);

    /// What a node does.
    public enum Mood {
        GOOD,
        DOWN,
        /// It never answers.
        HANGING,
        /// It gives a sliver only when so many were asked of all as [#toAsk] says.
        SLOW,
        WRONG_SLIVERS,
        WRONG_METADATA,
        /// It signs with a key of its own choice.
        WRONG_KEY,
        /// It signs for another blob.
        OTHER_BLOB,
        /// It says that there is nothing.
        EMPTY,
        /// It has lost its primary slivers.
        NO_ROWS,
        /// It says that the blob is invalid.
        SLANDER,
        /// It has not heard of the registration at first.
        LATE
    }

    private record Key(BlobId blobId, SliverPairIndex pair, Axis axis) {}

    /// @param weights shards of each node
    public FakeNetwork(Random random, int... weights) {
        int shard = 0;
        List<Committee.Member> members = new ArrayList<>();
        for (int node = 0; node < weights.length; node++) {
            List<ShardIndex> shards = new ArrayList<>();
            for (int i = 0; i < weights[node]; i++) {
                shards.add(new ShardIndex(shard++));
            }
            BlsSecretKey key = BlsSecretKey.generate(random);
            members.add(
                    new Committee.Member(
                            new NodeId(new Hash32(1, 2, 3, node)),
                            "n" + node,
                            key.publicKey(),
                            NetworkSecretKey.generate().publicKey(),
                            "127.0.0.1:" + (40000 + node),
                            shards));
            nodes.add(new Node(key, BlsSecretKey.generate(random)));
        }
        config = new EncodingConfig(shard);
        committee = new Committee(new Epoch(1), shard, members);
        peers = new NetworkPeers(committee, List.copyOf(nodes));
    }

    public void all(Mood mood, int from, int to) {
        for (int node = from; node < to; node++) {
            nodes.get(node).mood = mood;
        }
    }

    @Override
    public RegisteredBlob register(RegistrationRequest request) throws RegistrarException {
        if (refusesRegistration) {
            throw new RegistrarException(RegistrarException.Kind.REFUSED, "no WAL left");
        }
        return new RegisteredBlob(
                new ObjectId(new Hash32(7, 7, 7, objects.incrementAndGet())), new Epoch(4));
    }

    @Override
    public void certify(
            RegisteredBlob registered,
            VerifiedBlobMetadata metadata,
            MessageCertificate certificate)
            throws RegistrarException {
        if (certificate.verify(peers.signers(signingEpoch), Threshold.QUORUM)
                        instanceof CertificateVerdict.Accepted(StorageConfirmation said, int _)
                && said.blobId().equals(metadata.blobId())) {
            certified.incrementAndGet();
        } else {
            throw new RegistrarException(RegistrarException.Kind.REFUSED, "bad certificate");
        }
    }

    @Override
    public void close() {
        over.countDown();
        executor.shutdownNow();
        threads.shutdownNow();
    }

    /// A node.
    public final class Node implements RemoteNode {
        public volatile Mood mood = Mood.GOOD;
        public final AtomicInteger sliverRequests = new AtomicInteger();
        private final BlsSecretKey key;
        private final BlsSecretKey otherKey;
        private final Map<BlobId, VerifiedBlobMetadata> metadata = new ConcurrentHashMap<>();
        private final Map<Key, Sliver> slivers = new ConcurrentHashMap<>();
        private final AtomicInteger ignored = new AtomicInteger();

        Node(BlsSecretKey key, BlsSecretKey otherKey) {
            this.key = key;
            this.otherKey = otherKey;
        }

        public int sliverCount() {
            return slivers.size();
        }

        private PeerException refused(ApiError error) {
            return new PeerException(
                    new PeerAddress("127.0.0.1", 1),
                    new PeerException.Kind.Refused(
                            error.status().httpStatus(),
                            Optional.of(ApiAnswer.Failure.of(error, "no"))));
        }

        private void answer() throws PeerException, InterruptedException {
            switch (mood) {
                case DOWN ->
                        throw new PeerException(
                                new PeerAddress("127.0.0.1", 1),
                                new PeerException.Kind.Unreachable());
                case HANGING -> over.await();
                default -> {}
            }
        }

        @Override
        public RemoteNode within(Duration whole) {
            return this;
        }

        @Override
        public UploadOutcome putMetadata(VerifiedBlobMetadata blob, Registration registration)
                throws PeerException, InterruptedException {
            answer();
            if (mood == Mood.LATE && ignored.incrementAndGet() < 4) {
                throw refused(ApiError.NOT_REGISTERED);
            }
            return metadata.putIfAbsent(blob.blobId(), blob) == null
                    ? UploadOutcome.STORED
                    : UploadOutcome.ALREADY_THERE;
        }

        @Override
        public UploadOutcome putSliver(
                BlobId blobId,
                SliverPairIndex pair,
                Axis axis,
                UploadBody body,
                Registration registration)
                throws PeerException, InterruptedException {
            answer();
            try (var in = body.open()) {
                byte[] bytes = in.readAllBytes();
                if (bytes.length != body.byteCount()) {
                    throw new AssertionError("a body of another length");
                }
                Sliver sliver = SliverFormat.decode(bytes, axis);
                new haulout.redstuff.SliverVerifier(config, Kernels.scalar())
                        .verify(sliver, metadata.get(blobId));
                if (!sliver.index().equals(pair.sliver(axis, config))) {
                    throw new AssertionError("another pair");
                }
                slivers.put(new Key(blobId, pair, axis), sliver);
                return UploadOutcome.STORED;
            } catch (IOException e) {
                throw new AssertionError("a sliver that is none", e);
            }
        }

        @Override
        public UnverifiedBlobMetadata metadata(BlobId blobId)
                throws PeerException, InterruptedException {
            answer();
            VerifiedBlobMetadata known = metadata.get(blobId);
            if (known == null || mood == Mood.EMPTY) {
                throw refused(ApiError.METADATA_NOT_FOUND);
            }
            if (mood == Mood.WRONG_METADATA) {
                var hashes = new ArrayList<>(known.metadata().hashes());
                java.util.Collections.reverse(hashes);
                return new haulout.redstuff.BlobMetadata(
                                known.metadata().encodingType(), known.unencodedLength(), hashes)
                        .claimedAs(blobId);
            }
            return known.metadata().claimedAs(blobId);
        }

        @Override
        public Sliver sliver(VerifiedBlobMetadata blob, SliverPairIndex pair, Axis axis)
                throws PeerException, InterruptedException {
            sliverRequests.incrementAndGet();
            toAsk.countDown();
            if (mood == Mood.SLOW) {
                toAsk.await();
            }
            answer();
            Sliver sliver = slivers.get(new Key(blob.blobId(), pair, axis));
            boolean isLost = mood == Mood.NO_ROWS && axis == Axis.PRIMARY;
            if (sliver == null || mood == Mood.EMPTY || isLost) {
                throw refused(ApiError.SLIVER_NOT_FOUND);
            }
            if (mood == Mood.WRONG_SLIVERS) {
                byte[] payload = new byte[sliver.payloadBytes()];
                sliver.payload().get(payload);
                payload[payload.length - 1] ^= 1;
                return new Sliver(axis, sliver.index(), sliver.symbolBytes(), payload);
            }
            return sliver;
        }

        @Override
        public SignedMessage confirmation(
                BlobId blobId, BlobPersistence persistence, Optional<Duration> wait)
                throws PeerException, InterruptedException {
            answer();
            BlobId said = mood == Mood.OTHER_BLOB ? new BlobId(Hash32.ZERO) : blobId;
            return SignedMessage.sign(
                    new StorageConfirmation(signingEpoch, said, persistence),
                    mood == Mood.WRONG_KEY ? otherKey : key);
        }

        @Override
        public BlobStatus status(BlobId blobId) throws PeerException, InterruptedException {
            answer();
            EventId event = new EventId(Hash32.ZERO, 0);
            if (mood == Mood.SLANDER) {
                return new BlobStatus.Invalid(event);
            }
            if (mood == Mood.EMPTY || !metadata.containsKey(blobId)) {
                return new BlobStatus.Nonexistent();
            }
            return new BlobStatus.Permanent(
                    new Epoch(4),
                    true,
                    event,
                    new BlobStatus.DeletableCounts(0, 0),
                    Optional.of(new Epoch(1)));
        }

        @Override
        public RemotePresence metadataPresence(BlobId blobId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RemotePresence sliverPresence(BlobId blobId, SliverPairIndex pair, Axis axis) {
            return slivers.containsKey(new Key(blobId, pair, axis))
                    ? RemotePresence.STORED
                    : RemotePresence.NONEXISTENT;
        }

        @Override
        public List<GeneralRecoverySymbol> recoverySymbols(
                VerifiedBlobMetadata blob, SliverIndex target, Axis targetAxis) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<GeneralRecoverySymbol> recoverySymbols(
                VerifiedBlobMetadata blob, List<SymbolId> ids, Optional<Axis> proofAxis) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<SliverIndex, List<DecodingSymbol>> decodingSymbols(
                VerifiedBlobMetadata blob, List<SliverIndex> targets, Axis targetAxis) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SignedMessage attestInconsistency(BlobId blobId, InconsistencyProof proof) {
            throw new UnsupportedOperationException();
        }

        @Override
        public NodeHealth health() {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<SyncedSliver> syncShard(
                haulout.crypto.BlsPublicKey requester,
                SignedMessage request,
                int maxCount,
                long maxBytes) {
            throw new UnsupportedOperationException();
        }
    }
}
