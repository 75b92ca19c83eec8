// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.fuzzing.parsers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import haulout.core.Axis;
import haulout.core.EncodingConfig;
import haulout.core.Hash32;
import haulout.core.SliverIndex;
import haulout.core.WireFormatException;
import haulout.crypto.MerkleNode;
import haulout.fuzzing.FuzzTarget;
import haulout.redstuff.BlobDecoder;
import haulout.redstuff.BlobMetadata;
import haulout.redstuff.BlobTarget;
import haulout.redstuff.BufferSizes;
import haulout.redstuff.ConsistencyCheck;
import haulout.redstuff.Crew;
import haulout.redstuff.DecodeResult;
import haulout.redstuff.EncodingType;
import haulout.redstuff.InconsistencyProofVerifier;
import haulout.redstuff.Kernels;
import haulout.redstuff.RecoveryResult;
import haulout.redstuff.Sliver;
import haulout.redstuff.SliverPairHashes;
import haulout.redstuff.SliverRebuilder;
import haulout.redstuff.SliverRecovery;
import haulout.redstuff.SliverVerifier;
import haulout.redstuff.SymbolProver;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.testing.Vectors;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Blobs that somebody coded wrongly on purpose: every sliver has the hash that is in the metadata,
/// but together they need not be those of any blob. Whichever slivers honest readers have, those
/// who get bytes get the same; with the strict check, all get them or none does.
final class BadBlobTargets {
    private static final EncodingConfig CONFIG = SampleBlob.CONFIG;
    private static final Kernels KERNELS = SampleBlob.KERNELS;
    private static final int SHARDS = CONFIG.shardCount();

    /// A few choices of slivers: source slivers, recovery slivers, and some of both.
    private static final Map<Axis, List<int[]>> CHOICES =
            Map.of(
                    Axis.PRIMARY,
                    List.of(new int[] {0, 1, 2}, new int[] {4, 5, 6}, new int[] {1, 3, 2}),
                    Axis.SECONDARY,
                    List.of(new int[] {0, 1, 2, 3, 4}, new int[] {2, 3, 4, 5, 6}));

    private BadBlobTargets() {}

    static List<FuzzTarget<?>> all() {
        return List.of(
                FuzzTarget.of(
                                "wrongly coded blob",
                                WireFormatException.class,
                                BadBlobTargets::made,
                                (input, blob) -> check(blob))
                        .within(new FuzzTarget.Limits(160, 8 << 20, 1000))
                        .costing(8)
                        .from(examples()));
    }

    /// The length of the blob less 91, with which the symbols are as long as those of the sample,
    /// and what is changed in the payloads of its slivers.
    private static List<byte[]> examples() {
        List<byte[]> examples = new ArrayList<>();
        examples.add(new byte[] {9});
        for (int at : new int[] {1, 9, 40, 100, 119, 200, 281, 300, 440}) {
            byte[] changed = new byte[at + 1];
            changed[0] = 9;
            changed[at] = 1;
            examples.add(changed);
        }
        return examples;
    }

    private record Blob(VerifiedBlobMetadata metadata, Map<Axis, List<Sliver>> slivers) {
        byte[] payload(Axis axis, int index) {
            byte[] bytes = new byte[slivers.get(axis).get(index).payloadBytes()];
            slivers.get(axis).get(index).payload().get(bytes);
            return bytes;
        }
    }

    private static Blob made(byte[] input) throws Exception {
        int at = 1;
        Map<Axis, List<Sliver>> slivers = new EnumMap<>(Axis.class);
        for (Axis axis : Axis.values()) {
            List<Sliver> ofAxis = new ArrayList<>();
            for (int index = 0; index < SHARDS; index++) {
                Sliver honest = SampleBlob.sample().sliver(axis, index);
                byte[] payload = new byte[honest.payloadBytes()];
                honest.payload().get(payload);
                for (int i = 0; i < payload.length && at < input.length; i++) {
                    payload[i] ^= input[at++];
                }
                ofAxis.add(new Sliver(axis, honest.index(), honest.symbolBytes(), payload));
            }
            slivers.put(axis, ofAxis);
        }
        int length = 91 + (input.length == 0 ? 9 : (input[0] & 0xFF) % 30);
        return new Blob(metadata(slivers, length), slivers);
    }

    private static VerifiedBlobMetadata metadata(Map<Axis, List<Sliver>> slivers, int length)
            throws Exception {
        List<SliverPairHashes> hashes = new ArrayList<>();
        for (int pair = 0; pair < SHARDS; pair++) {
            hashes.add(
                    new SliverPairHashes(
                            root(slivers.get(Axis.PRIMARY).get(pair)),
                            root(slivers.get(Axis.SECONDARY).get(SHARDS - 1 - pair))));
        }
        BlobMetadata metadata = new BlobMetadata(EncodingType.RS2, length, hashes);
        return metadata.claimedAs(metadata.blobId(KERNELS.hash())).verify(CONFIG, KERNELS.hash());
    }

    private static MerkleNode root(Sliver sliver) {
        SymbolProver prover = new SymbolProver(CONFIG, KERNELS);
        prover.open(sliver);
        int symbolBytes = sliver.symbolBytes();
        byte[] leaves = new byte[SHARDS * symbolBytes];
        for (int i = 0; i < SHARDS; i++) {
            prover.decodingSymbol(new SliverIndex(i))
                    .symbol()
                    .get(leaves, i * symbolBytes, symbolBytes);
        }
        byte[] root = new byte[Hash32.BYTES];
        KERNELS.hash().merkleRoot(leaves, 0, symbolBytes, symbolBytes, SHARDS, root, 0);
        return MerkleNode.of(Hash32.of(root));
    }

    private static void check(Blob blob) throws Exception {
        for (List<Sliver> ofAxis : blob.slivers().values()) {
            for (Sliver sliver : ofAxis) {
                new SliverVerifier(CONFIG, KERNELS).verify(sliver, blob.metadata());
            }
        }
        List<Optional<byte[]>> read = readers(blob, ConsistencyCheck.DEFAULT);
        List<Optional<byte[]>> strict = readers(blob, ConsistencyCheck.STRICT);
        Optional<byte[]> first = strict.getFirst();
        // who refuses by the default check may differ, because nobody checks rows that arrived
        assertEquals(1, distinct(strict), "strict readers differ");
        assertTrue(distinct(read.stream().filter(Optional::isPresent).toList()) <= 1, "differ");
        if (first.isPresent()) {
            assertEquals(1, distinct(read), "a good blob is refused");
            assertArrayEquals(first.get(), read.getFirst().orElseThrow());
        }
        checkRecovery(blob);
    }

    /// How many different things were read, refusal being one.
    private static long distinct(List<Optional<byte[]>> read) {
        return read.stream().map(one -> one.map(Vectors::hex)).distinct().count();
    }

    private static List<Optional<byte[]>> readers(Blob blob, ConsistencyCheck check)
            throws Exception {
        List<Optional<byte[]>> all = new ArrayList<>();
        for (Axis axis : Axis.values()) {
            for (int[] indices : CHOICES.get(axis)) {
                all.add(decoded(blob, axis, indices, check));
            }
        }
        return all;
    }

    private static Optional<byte[]> decoded(
            Blob blob, Axis axis, int[] indices, ConsistencyCheck check) throws Exception {
        byte[] target = new byte[(int) blob.metadata().unencodedLength()];
        DecodeResult result =
                new BlobDecoder(CONFIG, () -> KERNELS, Crew.solo(), BufferSizes.MEMORY)
                        .decode(
                                blob.metadata(),
                                axis,
                                indices,
                                (number, from, bytes, offset, count) ->
                                        System.arraycopy(
                                                blob.payload(axis, indices[number]),
                                                from,
                                                bytes,
                                                offset,
                                                count),
                                BlobTarget.of(target),
                                check,
                                (done, total) -> {});
        return switch (result) {
            case DecodeResult.Decoded() -> Optional.of(target);
            case DecodeResult.Inconsistent(int row) -> Optional.empty();
            case DecodeResult.TooFew(int have, int need) -> throw new AssertionError("too few");
        };
    }

    /// From the symbols of all others a sliver is rebuilt as it is, or shown not to fit.
    private static void checkRecovery(Blob blob) throws Exception {
        SymbolProver prover = new SymbolProver(CONFIG, KERNELS);
        for (Axis axis : Axis.values()) {
            SliverIndex wanted = new SliverIndex(1);
            SliverRecovery recovery =
                    new SliverRebuilder(CONFIG, KERNELS).begin(blob.metadata(), axis, wanted);
            for (Sliver other : blob.slivers().get(axis.orthogonal())) {
                prover.open(other);
                recovery.add(prover.recoverySymbol(wanted));
            }
            switch (recovery.recover()) {
                case RecoveryResult.Recovered(var sliver) ->
                        assertEquals(blob.slivers().get(axis).get(1), sliver.sliver());
                case RecoveryResult.Inconsistent(var proof) ->
                        new InconsistencyProofVerifier(CONFIG, KERNELS)
                                .verify(proof, blob.metadata());
                case RecoveryResult.TooFew(int have, int need) -> fail("all symbols were there");
            }
        }
    }
}
