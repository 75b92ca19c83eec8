// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.Axis;
import haulout.core.EncodingConfig;
import haulout.core.Hash32;
import haulout.core.SliverIndex;
import haulout.crypto.MerkleNode;
import haulout.crypto.MerklePath;
import haulout.redstuff.SymbolVerificationException.Reason;
import haulout.testing.TestSeed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each field of recovery symbols and inconsistency proofs changed in turn. The symbol at hand is
/// that of source sliver 6 for target 3, at n = 10 (paths of 4 nodes), symbols of 12 bytes.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SymbolVerificationTest {
    private static final EncodingConfig TEN = new EncodingConfig(10);
    private static final Kernels KERNELS = Kernels.scalar();
    private static final int SOURCE = 6;
    private static final int TARGET = 3;

    private final Random random = TestSeed.random("SymbolVerificationTest", 4501);
    private final PlainMatrix matrix = matrix();
    private final VerifiedBlobMetadata metadata = matrix.metadata(KERNELS.hash());
    private final RecoverySymbolVerifier verifier =
            new RecoverySymbolVerifier(metadata, KERNELS.hash());

    private PlainMatrix matrix() {
        byte[] blob = new byte[333];
        random.nextBytes(blob);
        return new PlainMatrix(TEN, blob, KERNELS);
    }

    private static SliverIndex index(int value) {
        return new SliverIndex(value);
    }

    private GeneralRecoverySymbol good(Axis target) {
        SymbolProver prover = new SymbolProver(TEN, KERNELS);
        prover.open(matrix.sliver(target.orthogonal(), SOURCE));
        return prover.recoverySymbol(index(TARGET));
    }

    private static GeneralRecoverySymbol with(
            Axis axis, int source, byte[] symbol, List<MerkleNode> path, int target) {
        return new GeneralRecoverySymbol(
                new RecoverySymbol(
                        new DecodingSymbol(axis, index(source), symbol), new MerklePath(path)),
                index(target));
    }

    private Reason refusal(GeneralRecoverySymbol symbol, Axis wantedAxis, int wanted) {
        return assertThrows(
                        SymbolVerificationException.class,
                        () -> verifier.verify(symbol, wantedAxis, index(wanted)))
                .reason();
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void refusesIndicesBeyondTheShardCountFirst(Axis axis) {
        byte[] wrong = new byte[3];
        assertEquals(
                new Reason.IndexTooLarge(index(10), 10),
                refusal(with(axis, 10, wrong, List.of(), 65535), axis, 3));
        assertEquals(
                new Reason.IndexTooLarge(index(65535), 10),
                refusal(with(axis, 9, wrong, List.of(), 65535), axis, 3));
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void refusesALengthOtherThanTheSymbolsOfTheBlobBeforeItsUse(Axis axis) {
        GeneralRecoverySymbol good = good(axis);
        for (int length : new int[] {0, 2, 11, 13, 24}) {
            byte[] symbol = Arrays.copyOf(good.proven().symbol().bytes(), length);
            GeneralRecoverySymbol changed =
                    with(axis, SOURCE, symbol, good.proven().path().siblings(), TARGET);
            assertEquals(new Reason.WrongLength(length, 12), refusal(changed, axis, 9));
        }
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void aSymbolIsOfUseForItsTwoSliversOnly(Axis axis) throws Exception {
        GeneralRecoverySymbol good = good(axis);
        for (int wanted = 0; wanted < 10; wanted++) {
            if (wanted == TARGET) {
                verifier.verify(good, axis, index(wanted));
            } else {
                assertEquals(
                        new Reason.NotUsable(axis, index(wanted)), refusal(good, axis, wanted));
            }
            Axis other = axis.orthogonal();
            if (wanted == SOURCE) {
                verifier.verify(good, other, index(wanted));
            } else {
                assertEquals(
                        new Reason.NotUsable(other, index(wanted)), refusal(good, other, wanted));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void refusesPathsThatAreTooLongOrTooShort(Axis axis) {
        GeneralRecoverySymbol good = good(axis);
        byte[] symbol = good.proven().symbol().bytes();
        List<MerkleNode> longer = new ArrayList<>(good.proven().path().siblings());
        longer.add(MerkleNode.EMPTY);
        assertEquals(
                new Reason.PathTooLong(5, 4),
                refusal(with(axis, SOURCE, symbol, longer, TARGET), axis, TARGET));
        assertEquals(
                new Reason.PathTooShort(1, TARGET),
                refusal(with(axis, SOURCE, symbol, longer.subList(0, 1), TARGET), axis, TARGET));
        assertEquals(
                new Reason.PathTooShort(0, TARGET),
                refusal(with(axis, SOURCE, symbol, List.of(), TARGET), axis, TARGET));
        for (int length : new int[] {2, 3}) {
            assertInstanceOf(
                    Reason.RootMismatch.class,
                    refusal(
                            with(axis, SOURCE, symbol, longer.subList(0, length), TARGET),
                            axis,
                            TARGET));
        }
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void refusesEveryChangeOfTheContents(Axis axis) {
        GeneralRecoverySymbol good = good(axis);
        List<MerkleNode> path = good.proven().path().siblings();
        for (int at = 0; at < 12; at++) {
            byte[] symbol = good.proven().symbol().bytes().clone();
            symbol[at] ^= (byte) (1 << random.nextInt(8));
            assertMismatch(with(axis, SOURCE, symbol, path, TARGET), axis, TARGET);
        }
        byte[] symbol = good.proven().symbol().bytes();
        for (int level = 0; level < path.size(); level++) {
            Hash32 hash = path.get(level).hash();
            List<MerkleNode> changed = new ArrayList<>(path);
            changed.set(
                    level,
                    MerkleNode.of(
                            new Hash32(
                                    hash.word0(), hash.word1() ^ 1, hash.word2(), hash.word3())));
            assertMismatch(with(axis, SOURCE, symbol, changed, TARGET), axis, TARGET);
        }
        for (int other = 0; other < 10; other++) {
            if (other != SOURCE) {
                assertMismatch(with(axis, other, symbol, path, TARGET), axis, TARGET);
            }
            if (other != TARGET) {
                assertMismatch(with(axis, SOURCE, symbol, path, other), axis, other);
            }
        }
        // the same symbol under the other axis: row and column change places
        assertMismatch(
                with(axis.orthogonal(), SOURCE, symbol, path, TARGET), axis.orthogonal(), TARGET);
    }

    private void assertMismatch(GeneralRecoverySymbol symbol, Axis wantedAxis, int wanted) {
        Reason reason = refusal(symbol, wantedAxis, wanted);
        MerkleNode hash = metadata.hash(symbol.sourceAxis(), symbol.source());
        assertTrue(
                reason instanceof Reason.RootMismatch(MerkleNode actual, MerkleNode expected)
                        && expected.equals(hash)
                        && !actual.equals(hash),
                reason.toString());
    }

    @Test
    void messagesHaveTheNumbers() {
        GeneralRecoverySymbol symbol = with(Axis.SECONDARY, 1, new byte[13], List.of(), 9);
        var e =
                assertThrows(
                        SymbolVerificationException.class,
                        () -> verifier.verify(symbol, Axis.SECONDARY, index(9)));
        assertEquals(
                "recovery symbol 1-9 of blob " + metadata.blobId() + ": 13 bytes, expected 12",
                e.getMessage());
    }

    // Inconsistency proofs: the metadata promises another sliver 3.

    private VerifiedBlobMetadata inconsistent(Axis axis) {
        int pair = index(TARGET).pair(axis, TEN).value();
        List<SliverPairHashes> hashes = new ArrayList<>(metadata.metadata().hashes());
        SliverPairHashes old = hashes.get(pair);
        hashes.set(
                pair,
                axis == Axis.PRIMARY
                        ? new SliverPairHashes(MerkleNode.EMPTY, old.secondary())
                        : new SliverPairHashes(old.primary(), MerkleNode.EMPTY));
        BlobMetadata changed =
                new BlobMetadata(EncodingType.RS2, metadata.unencodedLength(), hashes);
        Hash32 root = changed.root(KERNELS.hash());
        return new VerifiedBlobMetadata(TEN, changed.blobIdFor(root), changed, root);
    }

    private List<RecoverySymbol> evidence(Axis axis) {
        List<RecoverySymbol> symbols = new ArrayList<>();
        SymbolProver prover = new SymbolProver(TEN, KERNELS);
        for (int source = 9; symbols.size() < TEN.sliverSymbolCount(axis); source--) {
            prover.open(matrix.sliver(axis.orthogonal(), source));
            symbols.add(prover.recoverySymbol(index(TARGET)).proven());
        }
        return symbols;
    }

    private InconsistencyProofException.Reason refusal(
            Axis axis, int target, List<RecoverySymbol> symbols, VerifiedBlobMetadata against) {
        InconsistencyProof proof = new InconsistencyProof(axis, index(target), symbols);
        return assertThrows(
                        InconsistencyProofException.class,
                        () -> new InconsistencyProofVerifier(TEN, KERNELS).verify(proof, against))
                .reason();
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void aProofHoldsInAnyOrderOfItsSymbols(Axis axis) throws Exception {
        List<RecoverySymbol> symbols = evidence(axis);
        InconsistencyProofVerifier proofs = new InconsistencyProofVerifier(TEN, KERNELS);
        for (int round = 0; round < 10; round++) {
            java.util.Collections.shuffle(symbols, random);
            proofs.verify(new InconsistencyProof(axis, index(TARGET), symbols), inconsistent(axis));
        }
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void refusesAProofAboutAConsistentSliver(Axis axis) {
        assertEquals(
                new InconsistencyProofException.Reason.SliverIsConsistent(
                        metadata.hash(axis, index(TARGET))),
                refusal(axis, TARGET, evidence(axis), metadata));
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void refusesAnotherNumberOfSymbols(Axis axis) {
        int need = TEN.sliverSymbolCount(axis);
        List<RecoverySymbol> symbols = evidence(axis);
        var fewer = symbols.subList(0, need - 1);
        assertEquals(
                new InconsistencyProofException.Reason.WrongSymbolCount(need - 1, need),
                refusal(axis, TARGET, fewer, inconsistent(axis)));
        List<RecoverySymbol> more = new ArrayList<>(symbols);
        more.add(symbols.getFirst());
        assertEquals(
                new InconsistencyProofException.Reason.WrongSymbolCount(need + 1, need),
                refusal(axis, TARGET, more, inconsistent(axis)));
        assertEquals(
                new InconsistencyProofException.Reason.WrongSymbolCount(0, need),
                refusal(axis, TARGET, List.of(), inconsistent(axis)));
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void refusesARepeatedSymbol(Axis axis) {
        List<RecoverySymbol> symbols = evidence(axis);
        symbols.set(2, symbols.get(1));
        assertEquals(
                new InconsistencyProofException.Reason.RepeatedSymbol(2, index(8)),
                refusal(axis, TARGET, symbols, inconsistent(axis)));
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void refusesSymbolsThatAreNotInTheBlob(Axis axis) {
        List<RecoverySymbol> symbols = evidence(axis);
        RecoverySymbol second = symbols.get(1);
        byte[] changed = second.symbol().bytes().clone();
        changed[0] ^= 1;
        symbols.set(
                1,
                new RecoverySymbol(
                        new DecodingSymbol(axis, second.symbol().source(), changed),
                        second.path()));
        assertTrue(
                refusal(axis, TARGET, symbols, inconsistent(axis))
                                instanceof
                                InconsistencyProofException.Reason.InvalidSymbol(
                                        int position,
                                        var cause)
                        && position == 1
                        && cause instanceof Reason.RootMismatch);
        symbols.set(
                1, new RecoverySymbol(new DecodingSymbol(axis, index(10), changed), second.path()));
        assertEquals(
                new InconsistencyProofException.Reason.InvalidSymbol(
                        1, new Reason.IndexTooLarge(index(10), 10)),
                refusal(axis, TARGET, symbols, inconsistent(axis)));
        symbols.set(
                1,
                new RecoverySymbol(
                        new DecodingSymbol(axis, index(8), new byte[11]), second.path()));
        assertEquals(
                new InconsistencyProofException.Reason.InvalidSymbol(
                        1, new Reason.WrongLength(11, 12)),
                refusal(axis, TARGET, symbols, inconsistent(axis)));
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void refusesAnotherTarget(Axis axis) {
        assertEquals(
                new InconsistencyProofException.Reason.IndexTooLarge(index(10), 10),
                refusal(axis, 10, evidence(axis), inconsistent(axis)));
        assertInstanceOf(
                InconsistencyProofException.Reason.InvalidSymbol.class,
                refusal(axis, TARGET + 1, evidence(axis), inconsistent(axis)));
    }

    @Test
    void aProofHoldsSymbolsOfItsOwnAxisOnly() {
        List<RecoverySymbol> primary = evidence(Axis.PRIMARY);
        assertThrows(
                IllegalArgumentException.class,
                () -> new InconsistencyProof(Axis.SECONDARY, index(TARGET), primary));
    }
}
