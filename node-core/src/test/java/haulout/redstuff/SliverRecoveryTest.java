// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import haulout.core.Axis;
import haulout.core.EncodingConfig;
import haulout.core.Hash32;
import haulout.core.SliverIndex;
import haulout.crypto.MerkleNode;
import haulout.crypto.MerklePath;
import haulout.redstuff.RecoveryResult.Inconsistent;
import haulout.redstuff.RecoveryResult.Recovered;
import haulout.redstuff.RecoveryResult.TooFew;
import haulout.redstuff.SliverRecovery.RefusedSymbol;
import haulout.testing.TestSeed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SliverRecoveryTest {
    private static final Kernels KERNELS = Kernels.best();

    private final Random random = TestSeed.random("SliverRecoveryTest", 4401);

    /// A blob of one shape with everything that its shards would hold.
    private final class Blob {
        final EncodingConfig config;
        final PlainMatrix matrix;
        final VerifiedBlobMetadata metadata;
        final SymbolProver prover;
        final SliverRebuilder rebuilder;

        Blob(int shardCount, int length) {
            config = new EncodingConfig(shardCount);
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            matrix = new PlainMatrix(config, bytes, KERNELS);
            metadata = matrix.metadata(KERNELS.hash());
            prover = new SymbolProver(config, KERNELS);
            rebuilder = new SliverRebuilder(config, KERNELS);
        }

        /// The symbol where `wanted` of `axis` meets `other` of the other axis, proven by the
        /// latter.
        GeneralRecoverySymbol crossing(Axis axis, int wanted, int other) {
            prover.open(matrix.sliver(axis.orthogonal(), other));
            return prover.recoverySymbol(new SliverIndex(wanted));
        }

        /// The same symbol, proven by the wanted sliver's own tree.
        GeneralRecoverySymbol own(Axis axis, int wanted, int other) {
            prover.open(matrix.sliver(axis, wanted));
            return prover.recoverySymbol(new SliverIndex(other));
        }

        SliverRecovery begin(Axis axis, int wanted) {
            return rebuilder.begin(metadata, axis, new SliverIndex(wanted));
        }

        /// Metadata in which only the hash of one sliver is another one.
        VerifiedBlobMetadata withWrongHash(Axis axis, int index) {
            int pair = new SliverIndex(index).pair(axis, config).value();
            List<SliverPairHashes> hashes = new ArrayList<>(metadata.metadata().hashes());
            SliverPairHashes old = hashes.get(pair);
            MerkleNode wrong = MerkleNode.of(new Hash32(random.nextLong(), 2, 3, 4));
            hashes.set(
                    pair,
                    axis == Axis.PRIMARY
                            ? new SliverPairHashes(wrong, old.secondary())
                            : new SliverPairHashes(old.primary(), wrong));
            return verified(hashes);
        }

        VerifiedBlobMetadata verified(List<SliverPairHashes> hashes) {
            BlobMetadata changed =
                    new BlobMetadata(EncodingType.RS2, metadata.unencodedLength(), hashes);
            Hash32 root = changed.root(KERNELS.hash());
            return new VerifiedBlobMetadata(config, changed.blobIdFor(root), changed, root);
        }
    }

    private List<Integer> shuffled(int count) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(order, random);
        return order;
    }

    private Blob randomBlob() {
        int n = 4 + random.nextInt(37);
        EncodingConfig config = new EncodingConfig(n);
        int symbolBytes = 2 * (1 + random.nextInt(random.nextBoolean() ? 4 : 100));
        long most = config.sourceSymbolCount() * symbolBytes;
        return new Blob(n, (int) (most - random.nextInt((int) config.sourceSymbolCount())));
    }

    private static Sliver recovered(RecoveryResult result) {
        return assertInstanceOf(Recovered.class, result).sliver().sliver();
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void anyHelpersInAnyOrderRebuildAnySliver(Axis axis) throws Exception {
        for (int round = 0; round < 40; round++) {
            Blob blob = randomBlob();
            int n = blob.config.shardCount();
            int wanted = random.nextInt(n);
            SliverRecovery recovery = blob.begin(axis, wanted);
            assertEquals(blob.config.sliverSymbolCount(axis), recovery.need());
            for (int helper : shuffled(n)) {
                if (recovery.have() == recovery.need()) {
                    break;
                }
                assertEquals(new TooFew(recovery.have(), recovery.need()), recovery.recover());
                recovery.add(
                        random.nextBoolean()
                                ? blob.crossing(axis, wanted, helper)
                                : blob.own(axis, wanted, helper));
            }
            assertEquals(
                    blob.matrix.sliver(axis, wanted), recovered(recovery.recover()), "n = " + n);
        }
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void aHundredShardsAtTheNetworksProportions(Axis axis) throws Exception {
        Blob blob = new Blob(100, 34 * 67 * 66 - 5);
        List<Integer> helpers = shuffled(100).subList(0, blob.config.sliverSymbolCount(axis));
        for (int wanted : new int[] {0, 33, 34, 66, 67, 99}) {
            SliverRecovery recovery = blob.begin(axis, wanted);
            for (int helper : helpers) {
                recovery.add(blob.crossing(axis, wanted, helper));
            }
            assertEquals(blob.matrix.sliver(axis, wanted), recovered(recovery.recover()));
        }
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void theLargestAndTheSmallestBlobs(Axis axis) throws Exception {
        for (int length : new int[] {6 * 65534, 6 * 65532 + 1, 1, 0}) {
            Blob blob = new Blob(4, length);
            for (int wanted = 0; wanted < 4; wanted++) {
                SliverRecovery recovery = blob.begin(axis, wanted);
                for (int helper : shuffled(4).subList(0, recovery.need())) {
                    recovery.add(blob.crossing(axis, wanted, helper));
                }
                assertEquals(blob.matrix.sliver(axis, wanted), recovered(recovery.recover()));
            }
        }
    }

    @Test
    void oneRebuilderServesManySliversAtOnceAndManyPatterns() throws Exception {
        Blob blob = new Blob(7, 150);
        for (int round = 0; round < 60; round++) {
            Axis axis = random.nextBoolean() ? Axis.PRIMARY : Axis.SECONDARY;
            SliverRecovery first = blob.begin(axis, 1);
            SliverRecovery second = blob.begin(axis, 6);
            for (int helper : shuffled(7).subList(0, first.need())) {
                first.add(blob.crossing(axis, 1, helper));
                second.add(blob.crossing(axis, 6, helper));
            }
            assertEquals(blob.matrix.sliver(axis, 6), recovered(second.recover()));
            assertEquals(blob.matrix.sliver(axis, 1), recovered(first.recover()));
            assertEquals(blob.matrix.sliver(axis, 1), recovered(first.recover()));
        }
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void aRepeatedSymbolCountsOnce(Axis axis) throws Exception {
        Blob blob = new Blob(10, 400);
        SliverRecovery recovery = blob.begin(axis, 2);
        recovery.add(blob.crossing(axis, 2, 5));
        recovery.add(blob.crossing(axis, 2, 5));
        recovery.add(blob.own(axis, 2, 5));
        assertEquals(1, recovery.have());
        recovery.add(blob.own(axis, 2, 6));
        recovery.add(blob.crossing(axis, 2, 6));
        assertEquals(2, recovery.have());
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void moreSymbolsThanNeededDoNoHarm(Axis axis) throws Exception {
        Blob blob = new Blob(10, 400);
        SliverRecovery recovery = blob.begin(axis, 2);
        for (int helper = 0; helper < 10; helper++) {
            recovery.add(blob.crossing(axis, 2, helper));
        }
        assertEquals(10, recovery.have());
        assertEquals(blob.matrix.sliver(axis, 2), recovered(recovery.recover()));
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void theGoodSymbolsOfAnAnswerAreTakenAndTheOthersNamed(Axis axis) throws Exception {
        for (int round = 0; round < 20; round++) {
            Blob blob = randomBlob();
            int n = blob.config.shardCount();
            int wanted = random.nextInt(n);
            SliverRecovery recovery = blob.begin(axis, wanted);
            List<GeneralRecoverySymbol> answer = new ArrayList<>();
            List<GeneralRecoverySymbol> bad = new ArrayList<>();
            for (int helper : shuffled(n)) {
                GeneralRecoverySymbol symbol =
                        random.nextBoolean()
                                ? blob.crossing(axis, wanted, helper)
                                : blob.own(axis, wanted, helper);
                answer.add(symbol);
                if (random.nextInt(4) == 0) {
                    List<MerkleNode> path = symbol.proven().path().siblings();
                    GeneralRecoverySymbol damaged =
                            new GeneralRecoverySymbol(
                                    new RecoverySymbol(
                                            symbol.proven().symbol(),
                                            new MerklePath(
                                                    random.nextBoolean()
                                                            ? path.subList(0, path.size() - 1)
                                                            : path.reversed())),
                                    symbol.target());
                    answer.add(damaged);
                    bad.add(damaged);
                }
            }
            List<RefusedSymbol> refused = recovery.addAll(answer);
            assertEquals(bad, refused.stream().map(RefusedSymbol::symbol).toList());
            for (RefusedSymbol one : refused) {
                var e =
                        assertThrows(
                                SymbolVerificationException.class,
                                () -> recovery.add(one.symbol()));
                assertEquals(e.reason(), one.reason());
            }
            assertEquals(n, recovery.have());
            assertEquals(blob.matrix.sliver(axis, wanted), recovered(recovery.recover()));
        }
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void aRefusedSymbolChangesNothing(Axis axis) throws Exception {
        Blob blob = new Blob(10, 400);
        SliverRecovery recovery = blob.begin(axis, 2);
        recovery.add(blob.crossing(axis, 2, 5));
        assertThrows(
                SymbolVerificationException.class, () -> recovery.add(blob.crossing(axis, 3, 5)));
        assertEquals(1, recovery.have());
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void aWrongHashInTheMetadataIsProven(Axis axis) throws Exception {
        for (int round = 0; round < 20; round++) {
            Blob blob = randomBlob();
            int n = blob.config.shardCount();
            int wanted = random.nextInt(n);
            VerifiedBlobMetadata wrong = blob.withWrongHash(axis, wanted);
            SliverRecovery recovery = blob.rebuilder.begin(wrong, axis, new SliverIndex(wanted));
            for (int helper : shuffled(n).subList(0, recovery.need() + random.nextInt(2))) {
                recovery.add(blob.crossing(axis, wanted, helper));
            }
            InconsistencyProof proof =
                    assertInstanceOf(Inconsistent.class, recovery.recover()).proof();
            assertEquals(axis, proof.targetAxis());
            assertEquals(wanted, proof.target().value());
            assertEquals(recovery.need(), proof.symbols().size());
            InconsistencyProofVerifier verifier =
                    new InconsistencyProofVerifier(blob.config, KERNELS);
            verifier.verify(proof, wrong);
            assertThrows(
                    InconsistencyProofException.class, () -> verifier.verify(proof, blob.metadata));
        }
    }

    /// The tree of the wanted sliver holds other symbols than the other axis promises, and they are
    /// no codeword.
    @ParameterizedTest
    @EnumSource(Axis.class)
    void symbolsOfTheSliversOwnTreeThatDoNotFitAreGivenUp(Axis axis) throws Exception {
        Blob blob = new Blob(10, 400);
        PlainMatrix other = new Blob(10, 400).matrix;
        byte[] line = other.line(axis, 2);
        int ss = blob.metadata.symbolBytes();
        random.nextBytes(line);
        var tree = haulout.crypto.MerkleTree.of(KERNELS.hash(), line, 0, ss, ss, 10);
        int pair = new SliverIndex(2).pair(axis, blob.config).value();
        List<SliverPairHashes> hashes = new ArrayList<>(blob.metadata.metadata().hashes());
        SliverPairHashes old = hashes.get(pair);
        hashes.set(
                pair,
                axis == Axis.PRIMARY
                        ? new SliverPairHashes(tree.root(), old.secondary())
                        : new SliverPairHashes(old.primary(), tree.root()));
        VerifiedBlobMetadata wrong = blob.verified(hashes);
        SliverRecovery recovery = blob.rebuilder.begin(wrong, axis, new SliverIndex(2));
        int need = recovery.need();
        List<GeneralRecoverySymbol> ownSymbols = new ArrayList<>();
        for (int position = 0; position < 10; position++) {
            byte[] symbol = java.util.Arrays.copyOfRange(line, position * ss, (position + 1) * ss);
            DecodingSymbol decoding =
                    new DecodingSymbol(axis.orthogonal(), new SliverIndex(2), symbol);
            ownSymbols.add(
                    new GeneralRecoverySymbol(
                            new RecoverySymbol(decoding, tree.path(position)),
                            new SliverIndex(position)));
        }
        assertEquals(List.of(), recovery.addAll(ownSymbols));
        assertEquals(10, recovery.have());
        recovery.add(blob.crossing(axis, 2, 4));
        assertEquals(new TooFew(1, need), recovery.recover());
        assertEquals(List.of(), recovery.addAll(ownSymbols));
        assertEquals(1, recovery.have());
        for (int helper = 9; helper > 9 - need; helper--) {
            recovery.add(blob.crossing(axis, 2, helper));
        }
        InconsistencyProof proof = assertInstanceOf(Inconsistent.class, recovery.recover()).proof();
        new InconsistencyProofVerifier(blob.config, KERNELS).verify(proof, wrong);
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void plainDecodingSymbolsAreThoseOfTheMatrix(Axis axis) {
        Blob blob = randomBlob();
        int n = blob.config.shardCount();
        for (int source = 0; source < n; source++) {
            blob.prover.open(blob.matrix.sliver(axis, source));
            for (int target = 0; target < n; target++) {
                DecodingSymbol symbol = blob.prover.decodingSymbol(new SliverIndex(target));
                assertEquals(axis.orthogonal(), symbol.target());
                assertEquals(source, symbol.source().value());
                byte[] expected =
                        axis == Axis.PRIMARY
                                ? blob.matrix.symbol(source, target)
                                : blob.matrix.symbol(target, source);
                assertArrayEquals(expected, symbol.bytes());
            }
        }
    }

    @Test
    void aProverNeedsASliverOfTheRightShape() {
        Blob blob = new Blob(10, 400);
        SymbolProver prover = new SymbolProver(blob.config, KERNELS);
        SliverIndex zero = new SliverIndex(0);
        assertThrows(IllegalStateException.class, () -> prover.decodingSymbol(zero));
        assertThrows(
                IllegalArgumentException.class,
                () -> prover.open(new Sliver(Axis.PRIMARY, zero, 2, new byte[13])));
        assertThrows(
                IllegalArgumentException.class,
                () -> prover.open(new Sliver(Axis.PRIMARY, zero, 3, new byte[21])));
        SliverIndex ten = new SliverIndex(10);
        assertThrows(
                IllegalArgumentException.class,
                () -> prover.open(new Sliver(Axis.PRIMARY, ten, 2, new byte[14])));
        prover.open(new Sliver(Axis.PRIMARY, zero, 2, new byte[14]));
        assertThrows(IllegalArgumentException.class, () -> prover.recoverySymbol(ten));
        assertThrows(
                IllegalArgumentException.class,
                () -> prover.open(new Sliver(Axis.PRIMARY, zero, 2, new byte[16])));
        assertThrows(IllegalStateException.class, () -> prover.recoverySymbol(zero));
    }

    @Test
    void mistakesOfTheCallerAreNotTakenForThoseOfPeers() {
        Blob blob = new Blob(10, 400);
        assertThrows(IllegalArgumentException.class, () -> blob.begin(Axis.PRIMARY, 10));
        SliverRebuilder seven = new SliverRebuilder(new EncodingConfig(7), KERNELS);
        assertThrows(
                IllegalArgumentException.class,
                () -> seven.begin(blob.metadata, Axis.PRIMARY, new SliverIndex(0)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new SliverRebuilder(new EncodingConfig(3), KERNELS));
        assertFalse(new EncodingConfig(3).isEncodable());
    }
}
