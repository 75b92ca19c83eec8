// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.Hash32;
import haulout.core.SliverIndex;
import haulout.crypto.MerkleNode;
import haulout.hash.HashEngine;
import haulout.hash.HashEngines;
import haulout.redstuff.MetadataVerificationException.Reason;
import haulout.testing.TestSeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BlobMetadataTest {
    private static final HashEngine HASH = HashEngines.scalar();
    private static final EncodingConfig SEVEN = new EncodingConfig(7);

    private final Random random = TestSeed.random("BlobMetadataTest", 4201);
    private final BlobMetadata good = new BlobMetadata(EncodingType.RS2, 100, hashes(7));
    private final BlobId id = good.blobIdFor(good.root(HASH));

    private List<SliverPairHashes> hashes(int count) {
        List<SliverPairHashes> hashes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            hashes.add(new SliverPairHashes(node(), node()));
        }
        return hashes;
    }

    private MerkleNode node() {
        return MerkleNode.of(
                new Hash32(
                        random.nextLong(),
                        random.nextLong(),
                        random.nextLong(),
                        random.nextLong()));
    }

    private static Reason refusal(BlobMetadata metadata, BlobId id) {
        return assertThrows(
                        MetadataVerificationException.class,
                        () -> metadata.claimedAs(id).verify(SEVEN, HASH))
                .reason();
    }

    @Test
    void acceptsWhatHasTheClaimedIdentifier() throws Exception {
        VerifiedBlobMetadata verified = good.claimedAs(id).verify(SEVEN, HASH);
        assertEquals(id, verified.blobId());
        assertEquals(good, verified.metadata());
        assertEquals(100, verified.unencodedLength());
        assertEquals(SEVEN, verified.config());
        assertEquals(good.root(HASH), verified.root());
        // 100 bytes over 15 symbols: 7, rounded up to even
        assertEquals(8, verified.symbolBytes());
        assertEquals(40, verified.sliverBytes(Axis.PRIMARY));
        assertEquals(24, verified.sliverBytes(Axis.SECONDARY));
    }

    @Test
    void secondarySliversAreInReverseOrder() throws Exception {
        VerifiedBlobMetadata verified = good.claimedAs(id).verify(SEVEN, HASH);
        for (int i = 0; i < 7; i++) {
            SliverIndex index = new SliverIndex(i);
            assertEquals(good.hashes().get(i).primary(), verified.hash(Axis.PRIMARY, index));
            assertEquals(
                    good.hashes().get(6 - i).secondary(), verified.hash(Axis.SECONDARY, index));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> verified.hash(Axis.PRIMARY, new SliverIndex(7)));
    }

    @Test
    void refusesTheOldEncodingBeforeAnythingElse() {
        BlobMetadata old = new BlobMetadata(EncodingType.RAPTOR_Q, -1, hashes(3));
        assertEquals(new Reason.UnsupportedEncoding(EncodingType.RAPTOR_Q), refusal(old, id));
    }

    @Test
    void refusesAnotherNumberOfPairsBeforeTheLength() {
        for (int count : new int[] {0, 6, 8}) {
            BlobMetadata wrong = new BlobMetadata(EncodingType.RS2, -1, hashes(count));
            assertEquals(new Reason.WrongPairCount(count, 7), refusal(wrong, id));
        }
    }

    @Test
    void refusesBlobsThatNoSymbolCouldHold() throws Exception {
        // 3 · 5 symbols of 65534 bytes
        long max = 983_010;
        for (long length : new long[] {max + 1, Long.MAX_VALUE, Long.MIN_VALUE, -1}) {
            BlobMetadata large = new BlobMetadata(EncodingType.RS2, length, good.hashes());
            BlobId itsId = large.blobIdFor(large.root(HASH));
            assertEquals(new Reason.BlobTooLarge(length, max), refusal(large, itsId));
        }
        BlobMetadata largest = new BlobMetadata(EncodingType.RS2, max, good.hashes());
        VerifiedBlobMetadata verified =
                largest.claimedAs(largest.blobIdFor(largest.root(HASH))).verify(SEVEN, HASH);
        assertEquals(65534, verified.symbolBytes());
    }

    @Test
    void theIdentifierDependsOnEveryField() {
        BlobMetadata longer = new BlobMetadata(EncodingType.RS2, 101, good.hashes());
        assertTrue(refusal(longer, id) instanceof Reason.WrongBlobId);
        for (int pair = 0; pair < 7; pair++) {
            SliverPairHashes old = good.hashes().get(pair);
            for (SliverPairHashes changed :
                    List.of(
                            new SliverPairHashes(node(), old.secondary()),
                            new SliverPairHashes(old.primary(), MerkleNode.EMPTY),
                            new SliverPairHashes(old.secondary(), old.primary()))) {
                List<SliverPairHashes> hashes = new ArrayList<>(good.hashes());
                hashes.set(pair, changed);
                BlobMetadata tampered = new BlobMetadata(EncodingType.RS2, 100, hashes);
                Reason reason = refusal(tampered, id);
                assertTrue(
                        reason instanceof Reason.WrongBlobId(BlobId _, BlobId expected)
                                && expected.equals(id));
            }
        }
    }

    @Test
    void anEmptyHashCountsAsZerosAndStaysEmpty() throws Exception {
        List<SliverPairHashes> empty = new ArrayList<>(good.hashes());
        empty.set(2, new SliverPairHashes(MerkleNode.EMPTY, MerkleNode.EMPTY));
        List<SliverPairHashes> zero = new ArrayList<>(good.hashes());
        zero.set(2, new SliverPairHashes(MerkleNode.of(Hash32.ZERO), MerkleNode.of(Hash32.ZERO)));
        BlobMetadata a = new BlobMetadata(EncodingType.RS2, 100, empty);
        BlobMetadata b = new BlobMetadata(EncodingType.RS2, 100, zero);
        assertEquals(a.root(HASH), b.root(HASH));
        VerifiedBlobMetadata verified = a.claimedAs(b.blobIdFor(b.root(HASH))).verify(SEVEN, HASH);
        assertEquals(MerkleNode.EMPTY, verified.hash(Axis.PRIMARY, new SliverIndex(2)));
    }

    @Test
    void messagesHaveTheNumbers() {
        var e =
                assertThrows(
                        MetadataVerificationException.class,
                        () ->
                                new BlobMetadata(EncodingType.RS2, -1, good.hashes())
                                        .claimedAs(id)
                                        .verify(SEVEN, HASH));
        assertEquals(
                "metadata of blob " + id + ": 18446744073709551615 bytes of blob, at most 983010",
                e.getMessage());
    }
}
