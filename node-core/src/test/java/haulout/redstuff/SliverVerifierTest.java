// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.Axis;
import haulout.core.EncodingConfig;
import haulout.core.SliverIndex;
import haulout.redstuff.SliverVerificationException.Reason;
import haulout.testing.TestSeed;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SliverVerifierTest {
    private static final EncodingConfig TEN = new EncodingConfig(10);
    private static final Kernels KERNELS = Kernels.scalar();

    private final Random random = TestSeed.random("SliverVerifierTest", 4301);
    private final PlainMatrix matrix = new PlainMatrix(TEN, bytes(333), KERNELS);
    private final VerifiedBlobMetadata metadata = matrix.metadata(KERNELS.hash());
    private final SliverVerifier verifier = new SliverVerifier(TEN, KERNELS);

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private Reason refusal(Sliver sliver) {
        return assertThrows(
                        SliverVerificationException.class, () -> verifier.verify(sliver, metadata))
                .reason();
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void acceptsEverySliverOfTheBlob(Axis axis) throws Exception {
        for (int i = 0; i < 10; i++) {
            Sliver sliver = matrix.sliver(axis, i);
            VerifiedSliver verified = verifier.verify(sliver, metadata);
            assertSame(sliver, verified.sliver());
            assertEquals(metadata.blobId(), verified.blobId());
        }
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void aPayloadIsCheckedWhereItLies(Axis axis) throws Exception {
        for (int i = 0; i < 10; i++) {
            Sliver sliver = matrix.sliver(axis, i);
            int count = sliver.payloadBytes();
            int offset = 3 + i;
            byte[] bytes = bytes(count + 40);
            sliver.payload().get(bytes, offset, count);
            byte[] before = bytes.clone();
            SliverIndex index = sliver.index();
            verifier.verify(axis, index, sliver.symbolBytes(), bytes, offset, count, metadata);
            assertArrayEquals(before, bytes);
            for (int[] wrong : new int[][] {{offset - 1, count}, {offset, count - 1}}) {
                assertThrows(
                        SliverVerificationException.class,
                        () ->
                                verifier.verify(
                                        axis,
                                        index,
                                        sliver.symbolBytes(),
                                        bytes,
                                        wrong[0],
                                        wrong[1],
                                        metadata));
            }
            bytes[offset + random.nextInt(count)] ^= 1;
            SliverVerificationException refused =
                    assertThrows(
                            SliverVerificationException.class,
                            () ->
                                    verifier.verify(
                                            axis,
                                            index,
                                            sliver.symbolBytes(),
                                            bytes,
                                            offset,
                                            count,
                                            metadata));
            assertTrue(refused.reason() instanceof Reason.RootMismatch);
        }
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void oneVerifierTakesBlobsOfAllSizesInAnyOrder(Axis axis) throws Exception {
        for (int length : new int[] {1, 40_000, 0, 57, 9_999, 2}) {
            PlainMatrix other = new PlainMatrix(TEN, bytes(length), KERNELS);
            VerifiedBlobMetadata its = other.metadata(KERNELS.hash());
            verifier.verify(other.sliver(axis, 9), its);
            verifier.verify(other.sliver(axis, 0), its);
        }
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void refusesAnIndexBeyondTheShardCountFirst(Axis axis) {
        for (int index : new int[] {10, 65535}) {
            Sliver sliver = new Sliver(axis, new SliverIndex(index), 1, new byte[0]);
            assertEquals(new Reason.IndexTooLarge(new SliverIndex(index), 10), refusal(sliver));
        }
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void refusesAPayloadThatIsTooShortOrTooLong(Axis axis) {
        // 333 bytes over 28 symbols: 12 bytes each
        int right = axis == Axis.PRIMARY ? 84 : 48;
        for (int length : new int[] {0, 12, right - 12, right - 1, right + 1, right + 12}) {
            byte[] payload = Arrays.copyOf(matrix.sliver(axis, 3).bytes(), length);
            Sliver sliver = new Sliver(axis, new SliverIndex(3), 11, payload);
            assertEquals(new Reason.WrongLength(length, right), refusal(sliver));
        }
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void refusesAWrongSymbolSizeBeforeTheContents(Axis axis) {
        byte[] payload = matrix.sliver(axis, 3).bytes();
        for (int symbolBytes : new int[] {1, 6, 11, 13, 24, 65535}) {
            Sliver sliver = new Sliver(axis, new SliverIndex(4), symbolBytes, payload);
            assertEquals(new Reason.WrongSymbolBytes(symbolBytes, 12), refusal(sliver));
        }
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void refusesEveryChangedByte(Axis axis) {
        byte[] payload = matrix.sliver(axis, 8).bytes();
        for (int at = 0; at < payload.length; at++) {
            byte[] changed = payload.clone();
            changed[at] ^= (byte) (1 << random.nextInt(8));
            Reason reason = refusal(new Sliver(axis, new SliverIndex(8), 12, changed));
            assertTrue(
                    reason instanceof Reason.RootMismatch mismatch
                            && mismatch.expected().equals(metadata.hash(axis, new SliverIndex(8)))
                            && !mismatch.actual().equals(mismatch.expected()));
        }
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void refusesAGoodSliverUnderAnotherIndexOrOfAnotherBlob(Axis axis) {
        byte[] payload = matrix.sliver(axis, 8).bytes();
        for (int index = 0; index < 10; index++) {
            if (index != 8) {
                Reason reason = refusal(new Sliver(axis, new SliverIndex(index), 12, payload));
                assertTrue(reason instanceof Reason.RootMismatch);
            }
        }
        PlainMatrix other = new PlainMatrix(TEN, bytes(333), KERNELS);
        assertTrue(refusal(other.sliver(axis, 8)) instanceof Reason.RootMismatch);
    }

    @Test
    void messagesHaveTheNumbers() {
        Sliver sliver = new Sliver(Axis.SECONDARY, new SliverIndex(3), 12, new byte[47]);
        var e =
                assertThrows(
                        SliverVerificationException.class, () -> verifier.verify(sliver, metadata));
        assertEquals(
                "secondary sliver 3 of blob " + metadata.blobId() + ": 47 bytes, expected 48",
                e.getMessage());
    }

    @Test
    void metadataOfAnotherNetworkIsAMistakeOfTheCaller() {
        SliverVerifier seven = new SliverVerifier(new EncodingConfig(7), KERNELS);
        Sliver sliver = matrix.sliver(Axis.PRIMARY, 0);
        assertThrows(IllegalArgumentException.class, () -> seven.verify(sliver, metadata));
        assertThrows(
                IllegalArgumentException.class,
                () -> new SliverVerifier(new EncodingConfig(3), KERNELS));
    }

    @Test
    void sliversAreEqualByTheirContents() {
        Sliver sliver = matrix.sliver(Axis.PRIMARY, 2);
        assertEquals(sliver, matrix.sliver(Axis.PRIMARY, 2));
        assertEquals(sliver.hashCode(), matrix.sliver(Axis.PRIMARY, 2).hashCode());
        assertTrue(sliver.payload().isReadOnly());
        assertEquals(84, sliver.payloadBytes());
        assertEquals(84, sliver.payload().remaining());
        assertThrows(
                IllegalArgumentException.class,
                () -> new Sliver(Axis.PRIMARY, new SliverIndex(0), 0, new byte[0]));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Sliver(Axis.PRIMARY, new SliverIndex(0), 65536, new byte[0]));
    }
}
