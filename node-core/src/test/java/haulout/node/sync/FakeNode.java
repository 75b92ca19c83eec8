// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import haulout.client.PeerAddress;
import haulout.client.PeerException;
import haulout.client.PeerException.Kind;
import haulout.client.Registration;
import haulout.client.RemoteNode;
import haulout.client.RemotePresence;
import haulout.client.UploadBody;
import haulout.client.UploadOutcome;
import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.ShardIndex;
import haulout.core.SliverIndex;
import haulout.core.SliverPairIndex;
import haulout.core.WireFormatException;
import haulout.crypto.BlsPublicKey;
import haulout.redstuff.DecodingSymbol;
import haulout.redstuff.GeneralRecoverySymbol;
import haulout.redstuff.InconsistencyProof;
import haulout.redstuff.InconsistencyProofException;
import haulout.redstuff.InconsistencyProofVerifier;
import haulout.redstuff.Kernels;
import haulout.redstuff.Sliver;
import haulout.redstuff.SymbolId;
import haulout.redstuff.SymbolProver;
import haulout.redstuff.UnverifiedBlobMetadata;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.store.SliverKey;
import haulout.wire.ApiAnswer;
import haulout.wire.ApiError;
import haulout.wire.BlobPersistence;
import haulout.wire.BlobStatus;
import haulout.wire.NodeHealth;
import haulout.wire.ProtocolMessage;
import haulout.wire.SignedMessage;
import haulout.wire.SyncedSliver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/// A node without HTTP, which answers from its holdings as the protocol says, unless a test has it
/// lie or fail.
final class FakeNode implements RemoteNode {
    final AtomicInteger symbolRequests = new AtomicInteger();
    final AtomicInteger metadataRequests = new AtomicInteger();
    final List<ProtocolMessage.SyncShard> syncRequests = new CopyOnWriteArrayList<>();
    volatile UnaryOperator<List<GeneralRecoverySymbol>> symbolLie = UnaryOperator.identity();
    volatile UnaryOperator<UnverifiedBlobMetadata> metadataLie = UnaryOperator.identity();
    volatile UnaryOperator<List<SyncedSliver>> syncLie = UnaryOperator.identity();
    volatile UnaryOperator<SignedMessage> attestationLie = UnaryOperator.identity();
    volatile Optional<Kind> failure = Optional.empty();
    volatile Optional<Kind> syncFailure = Optional.empty();
    private final MemoryHoldings holdings;
    private final EncodingConfig config;

    FakeNode(MemoryHoldings holdings) {
        this.holdings = holdings;
        this.config = holdings.config();
    }

    static Kind refused(ApiError error, Map<String, String> facts) {
        return new Kind.Refused(
                error.status().httpStatus(), Optional.of(ApiAnswer.Failure.of(error, "no", facts)));
    }

    private static PeerException exception(Kind kind) {
        return new PeerException(new PeerAddress("127.0.0.1", 1), kind);
    }

    private void fail() throws PeerException {
        if (failure.isPresent()) {
            throw exception(failure.get());
        }
    }

    @Override
    public RemoteNode within(Duration whole) {
        return this;
    }

    @Override
    public UnverifiedBlobMetadata metadata(BlobId blobId) throws PeerException {
        metadataRequests.incrementAndGet();
        fail();
        VerifiedBlobMetadata known = holdings.metadata.get(blobId);
        if (known == null) {
            throw exception(refused(ApiError.METADATA_NOT_FOUND, Map.of()));
        }
        return metadataLie.apply(known.metadata().claimedAs(blobId));
    }

    @Override
    public List<GeneralRecoverySymbol> recoverySymbols(
            VerifiedBlobMetadata metadata, SliverIndex target, Axis targetAxis)
            throws PeerException {
        symbolRequests.incrementAndGet();
        fail();
        List<GeneralRecoverySymbol> symbols = new ArrayList<>();
        SymbolProver prover = new SymbolProver(config, Kernels.scalar());
        for (var entry : holdings.slivers.entrySet()) {
            SliverKey key = entry.getKey();
            if (key.blobId().equals(metadata.blobId()) && key.axis() != targetAxis) {
                prover.open(entry.getValue());
                symbols.add(prover.recoverySymbol(target));
            }
        }
        if (symbols.isEmpty()) {
            throw exception(refused(ApiError.SLIVER_NOT_FOUND, Map.of()));
        }
        return symbolLie.apply(symbols);
    }

    @Override
    public SignedMessage attestInconsistency(BlobId blobId, InconsistencyProof proof)
            throws PeerException {
        fail();
        VerifiedBlobMetadata known = holdings.metadata.get(blobId);
        if (known == null) {
            throw exception(refused(ApiError.METADATA_REQUIRED, Map.of()));
        }
        try {
            new InconsistencyProofVerifier(config, Kernels.scalar()).verify(proof, known);
        } catch (InconsistencyProofException e) {
            throw exception(refused(ApiError.INVALID_PROOF, Map.of()));
        }
        return attestationLie.apply(
                holdings.sign(
                        new ProtocolMessage.InvalidBlobId(
                                holdings.committees().orElseThrow().epoch(), blobId)));
    }

    @Override
    public List<SyncedSliver> syncShard(
            BlsPublicKey requester, SignedMessage request, int maxCount, long maxBytes)
            throws PeerException {
        ProtocolMessage.SyncShard wanted;
        try {
            wanted = ProtocolMessage.decode(request.message(), ProtocolMessage.SyncShard.class);
        } catch (WireFormatException e) {
            throw exception(refused(ApiError.MESSAGE_VERIFICATION_FAILED, Map.of()));
        }
        syncRequests.add(wanted);
        fail();
        if (syncFailure.isPresent()) {
            throw exception(syncFailure.get());
        }
        ShardIndex shard = wanted.shard();
        List<SyncedSliver> slivers =
                holdings.slivers.entrySet().stream()
                        .filter(entry -> entry.getKey().shard().equals(shard))
                        .filter(entry -> entry.getKey().axis() == wanted.axis())
                        .filter(entry ->
                                entry.getKey().blobId().compareTo(wanted.startingBlobId()) >= 0)
                        .map(entry -> new SyncedSliver(entry.getKey().blobId(), entry.getValue()))
                        .sorted(Comparator.comparing(SyncedSliver::blobId))
                        .limit(wanted.sliverCount())
                        .toList();
        long bytes = slivers.stream().mapToLong(item -> item.sliver().payloadBytes()).sum();
        if (bytes > maxBytes) {
            throw exception(new Kind.Rubbish("a body of more than " + maxBytes + " bytes"));
        }
        return syncLie.apply(slivers);
    }

    @Override
    public UploadOutcome putMetadata(VerifiedBlobMetadata metadata, Registration registration) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RemotePresence metadataPresence(BlobId blobId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public UploadOutcome putSliver(
            BlobId blobId,
            SliverPairIndex pair,
            Axis axis,
            UploadBody body,
            Registration registration) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Sliver sliver(VerifiedBlobMetadata metadata, SliverPairIndex pair, Axis axis) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RemotePresence sliverPresence(BlobId blobId, SliverPairIndex pair, Axis axis) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SignedMessage confirmation(
            BlobId blobId, BlobPersistence persistence, Optional<Duration> wait) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<GeneralRecoverySymbol> recoverySymbols(
            VerifiedBlobMetadata metadata, List<SymbolId> ids, Optional<Axis> proofAxis)
            throws PeerException {
        symbolRequests.incrementAndGet();
        fail();
        Axis sources = proofAxis.orElseThrow();
        List<GeneralRecoverySymbol> symbols = new ArrayList<>();
        SymbolProver prover = new SymbolProver(config, Kernels.scalar());
        for (var entry : holdings.slivers.entrySet()) {
            SliverKey key = entry.getKey();
            if (key.blobId().equals(metadata.blobId()) && key.axis() == sources) {
                prover.open(entry.getValue());
                for (SymbolId id : ids) {
                    if (id.sliver(sources).equals(entry.getValue().index())) {
                        symbols.add(prover.recoverySymbol(id.sliver(sources.orthogonal())));
                    }
                }
            }
        }
        if (symbols.isEmpty()) {
            throw exception(refused(ApiError.SLIVER_NOT_FOUND, Map.of()));
        }
        return symbolLie.apply(symbols);
    }

    @Override
    public Map<SliverIndex, List<DecodingSymbol>> decodingSymbols(
            VerifiedBlobMetadata metadata, List<SliverIndex> targets, Axis targetAxis) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BlobStatus status(BlobId blobId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public NodeHealth health() {
        throw new UnsupportedOperationException();
    }
}
