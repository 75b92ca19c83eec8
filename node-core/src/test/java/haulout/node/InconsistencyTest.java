// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import static haulout.node.NodeHarness.epoch;
import static haulout.node.NodeHarness.range;
import static haulout.node.NodeHarness.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import haulout.core.Axis;
import haulout.core.SliverIndex;
import haulout.core.SliverPairIndex;
import haulout.crypto.MerkleNode;
import haulout.redstuff.BlobMetadata;
import haulout.redstuff.InconsistencyProof;
import haulout.redstuff.Kernels;
import haulout.redstuff.RecoverySymbol;
import haulout.redstuff.SliverPairHashes;
import haulout.redstuff.SymbolProver;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.testing.TestSeed;
import haulout.wire.ApiError;
import haulout.wire.MessageVerdict;
import haulout.wire.MetadataFormat;
import haulout.wire.ProtocolMessage.InvalidBlobId;
import haulout.wire.SignedMessage;
import haulout.wire.SymbolFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InconsistencyTest {
    private NodeHarness harness;

    @AfterEach
    void stop() throws Exception {
        harness.close();
    }

    /// The blob with the hash of one sliver replaced, as a writer does who lies.
    private static VerifiedBlobMetadata forged(EncodedBlob blob, Axis axis, int pair)
            throws Exception {
        BlobMetadata honest = blob.metadata().metadata();
        List<SliverPairHashes> hashes = new ArrayList<>(honest.hashes());
        SliverPairHashes old = hashes.get(pair);
        MerkleNode wrong = hashes.get((pair + 1) % hashes.size()).primary();
        hashes.set(
                pair,
                axis == Axis.PRIMARY
                        ? new SliverPairHashes(wrong, old.secondary())
                        : new SliverPairHashes(old.primary(), wrong));
        BlobMetadata forged =
                new BlobMetadata(honest.encodingType(), honest.unencodedLength(), hashes);
        return forged.claimedAs(forged.blobId(Kernels.scalar().hash()))
                .verify(blob.config(), Kernels.scalar().hash());
    }

    private static byte[] proof(EncodedBlob blob, Axis axis, SliverIndex target) {
        List<RecoverySymbol> symbols = new ArrayList<>();
        SymbolProver prover = new SymbolProver(blob.config(), Kernels.scalar());
        for (int pair = 0; symbols.size() < blob.config().sliverSymbolCount(axis); pair++) {
            prover.open(blob.sliver(pair, axis.orthogonal()));
            symbols.add(prover.recoverySymbol(target).proven());
        }
        return SymbolFormat.encodeProof(new InconsistencyProof(axis, target, symbols));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100})
    void aProofIsAttestedAndTheSameAgain(int n) throws Exception {
        Random random = TestSeed.random("InconsistencyTest", 5);
        harness = new NodeHarness(n, random);
        harness.begin(harness.committee(1, range(0, n / 2), range(n / 2, n)));
        StorageNode node = harness.start().node();
        EncodedBlob blob = EncodedBlob.of(harness.config, random, 2000);
        for (Axis axis : Axis.values()) {
            int pair = n - 1;
            SliverIndex target = new SliverPairIndex(pair).sliver(axis, harness.config);
            byte[] proof = proof(blob, axis, target);
            VerifiedBlobMetadata forged = forged(blob, axis, pair);
            assertEquals(
                    ApiError.METADATA_REQUIRED,
                    refusal(() -> {
                        harness.settle();
                        return node.attestInconsistency(forged.blobId(), axis, proof);
                    }));
            harness.register(forged.blobId(), 1, 5, false, harness.object());
            harness.settle();
            assertEquals(
                    ApiError.METADATA_REQUIRED,
                    refusal(() -> node.attestInconsistency(forged.blobId(), axis, proof)));
            node.putMetadata(forged.blobId(), MetadataFormat.encode(forged.metadata()), false);
            SignedMessage signed = node.attestInconsistency(forged.blobId(), axis, proof);
            assertInstanceOf(
                    MessageVerdict.Accepted.class,
                    signed.verify(
                            harness.self().key().publicKey(),
                            new InvalidBlobId(epoch(1), forged.blobId())));
            assertEquals(39, signed.message().length);
            assertEquals(signed, node.attestInconsistency(forged.blobId(), axis, proof));
            byte[] tampered = proof.clone();
            tampered[10] ^= 1;
            assertEquals(
                    ApiError.INVALID_PROOF,
                    refusal(() -> node.attestInconsistency(forged.blobId(), axis, tampered)));
            byte[] tail = Arrays.copyOf(proof, proof.length + 1);
            assertEquals(
                    ApiError.INVALID_CONTENT_TYPE,
                    refusal(() -> node.attestInconsistency(forged.blobId(), axis, tail)));
        }
        harness.register(blob.id(), 1, 5, false, harness.object());
        harness.settle();
        node.putMetadata(blob.id(), blob.metadataBytes(), false);
        assertEquals(
                ApiError.INVALID_PROOF,
                refusal(() ->
                        node.attestInconsistency(
                                blob.id(),
                                Axis.PRIMARY,
                                proof(blob, Axis.PRIMARY, new SliverIndex(n - 1)))));
    }

    @Test
    void proofsThatAreLookedAtHaveBoundedMemory() throws Exception {
        Random random = TestSeed.random("InconsistencyTest", 6);
        harness = new NodeHarness(10, random);
        harness.limits = harness.limits.withAnswerRoom(1000, Duration.ZERO);
        harness.begin(harness.committee(1, range(0, 5), range(5, 10)));
        StorageNode node = harness.start().node();
        EncodedBlob blob = EncodedBlob.of(harness.config, random, 2000);
        harness.register(blob.id(), 1, 5, false, harness.object());
        harness.settle();
        node.putMetadata(blob.id(), blob.metadataBytes(), false);
        byte[] proof = proof(blob, Axis.PRIMARY, new SliverIndex(9));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ApiError> first;
            try (AutoCloseable _ = harness.busyCodec()) {
                first = threads.submit(() -> attest(node, blob, proof, "first"));
                NodeHarness.await(() -> harness.waitingForCodec() == 1);
                Future<ApiError> second = threads.submit(() -> attest(node, blob, proof, "second"));
                NodeHarness.await(() -> second.isDone() || harness.waitingForCodec() == 2);
                assertEquals(1, harness.waitingForCodec());
                assertEquals(ApiError.UNAVAILABLE, second.get());
            }
            assertEquals(ApiError.INVALID_PROOF, first.get());
        }
        assertEquals(ApiError.INVALID_PROOF, attest(node, blob, proof, "third"));
    }

    private static ApiError attest(StorageNode node, EncodedBlob blob, byte[] proof, String peer)
            throws Exception {
        return refusal(() ->
                new Caller(peer)
                        .<SignedMessage, Exception>workedFor(
                                () -> node.attestInconsistency(blob.id(), Axis.PRIMARY, proof)));
    }
}
