// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.testing.TestSeed;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTest {
    @Test
    void readsTheLastByteOfAnIdAsTheLowestForTheRotation() {
        // walrus-protocol 1.4: with n = 7 and a last byte of 15, pair 0 is on shard 1
        byte[] bytes = new byte[32];
        bytes[31] = 15;
        EncodingConfig config = new EncodingConfig(7);
        assertEquals(new ShardIndex(1), BlobId.of(bytes).shard(new SliverPairIndex(0), config));
    }

    @Test
    void shardAndPairAreInverseForEveryNumberOfShards() {
        Random random = TestSeed.random("IdentifierTest", 7);
        for (int n : new int[] {1, 2, 3, 4, 7, 10, 100, 1000, 65535}) {
            EncodingConfig config = new EncodingConfig(n);
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            BlobId id = BlobId.of(bytes);
            assertEquals(
                    new BigInteger(1, bytes).mod(BigInteger.valueOf(n)).intValue(),
                    id.rotationOffset(config));
            for (int i : new int[] {0, n / 2, n - 1}) {
                SliverPairIndex pair = new SliverPairIndex(i);
                assertEquals(pair, id.pair(id.shard(pair, config), config));
            }
            if (n < 65535) {
                assertThrows(
                        IllegalArgumentException.class,
                        () -> id.shard(new SliverPairIndex(n), config));
                assertThrows(
                        IllegalArgumentException.class, () -> id.pair(new ShardIndex(n), config));
            }
        }
    }

    @Test
    void ordersIdsByTheirBytesUnsigned() throws WireFormatException {
        BlobId low = BlobId.parse("AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        BlobId high = BlobId.parse("_wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        BlobId highest =
                BlobId.parse("_wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE".replace("AAE", "AAQ"));
        assertEquals(
                List.of(low, high, highest),
                List.of(highest, low, high).stream().sorted().toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "01",
                "-1",
                "+1",
                " 1",
                "1 ",
                "0x1",
                "1e3",
                "١",
                "115792089237316195423570985008687907853269984665640564039457584007913129639936",
                "1157920892373161954235709850086879078532699846656405640394575840079131296399350"
            })
    void refusesDecimalTextThatIsNoNumberOf256Bits(String text) {
        assertThrows(WireFormatException.class, () -> BlobId.parseDecimal(text));
    }

    @Test
    void takesTheLargestDecimalNumber() throws WireFormatException {
        BlobId id =
                BlobId.parseDecimal(
                        "115792089237316195423570985008687907853269984665640564039457584007913129639935");
        assertEquals("f".repeat(64), id.hash().toString());
        assertThrows(
                IllegalArgumentException.class,
                () -> BlobId.ofNumber(id.toNumber().add(BigInteger.ONE)));
        assertThrows(
                IllegalArgumentException.class, () -> BlobId.ofNumber(BigInteger.ONE.negate()));
    }

    @Test
    void refusesEveryLastCharacterWithUnusedBits() throws WireFormatException {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        // walrus-protocol 4.5
        String allowed = "AEIMQUYcgkosw048";
        for (char last : alphabet.toCharArray()) {
            String text = "A".repeat(42) + last;
            if (allowed.indexOf(last) >= 0) {
                assertEquals(text, BlobId.parse(text).toString());
            } else {
                assertThrows(WireFormatException.class, () -> BlobId.parse(text));
            }
        }
    }

    @Test
    void readsAddressesOnlyInTheirOneForm() throws WireFormatException {
        String text = "0x" + "0123456789abcdef".repeat(4);
        assertEquals(text, ObjectId.parse(text).toString());
        assertEquals(text, NodeId.parse(text).toString());
        assertEquals(text, AccountAddress.parse(text).toString());
        for (String bad :
                List.of(
                        "",
                        "0x",
                        text.substring(2),
                        text.substring(0, 65),
                        text + "0",
                        "0X" + text.substring(2),
                        text.replace('a', 'A'),
                        text.replace('0', ' '),
                        "00" + text.substring(2))) {
            assertThrows(WireFormatException.class, () -> ObjectId.parse(bad), bad);
        }
    }

    @Test
    void anEpochIsAnUnsigned32BitNumber() {
        assertEquals(new Epoch(4294967295L), new Epoch(4294967294L).next());
        assertThrows(IllegalArgumentException.class, () -> new Epoch(4294967296L));
        assertThrows(IllegalArgumentException.class, () -> new Epoch(-1));
        assertThrows(IllegalArgumentException.class, () -> new Epoch(4294967295L).next());
    }

    @Test
    void base64HasOneTextForEveryBytes() throws WireFormatException {
        assertEquals("AQID/w==", Base64Text.standard(new byte[] {1, 2, 3, -1}));
        for (String bad :
                List.of("AQID/w", "AQID/w=", "AQID/x==", "AQID_w==", "AQID/w==\n", " AQID/w==")) {
            assertThrows(
                    WireFormatException.class, () -> Base64Text.parseStandard("test", bad, 100));
        }
        assertEquals(4, Base64Text.parseStandard("test", "AQID/w==", 4).length);
        assertThrows(
                WireFormatException.class, () -> Base64Text.parseStandard("test", "AQID/w==", 3));
    }

    @Test
    void theContractsQuorumIsTheSmallestWeightThatPassesItsTest() {
        IntStream.of(1, 2, 3, 4, 5, 6, 7, 10, 100, 1000, 65535)
                .forEach(n -> {
                    QuorumRule rule = new QuorumRule(n);
                    assertTrue(rule.isQuorum(rule.quorumWeight()));
                    assertFalse(rule.isQuorum(rule.quorumWeight() - 1));
                    assertTrue(rule.isValidity(rule.validityWeight()));
                    assertFalse(rule.isValidity(rule.validityWeight() - 1));
                });
        // 3·4 ≥ 2·5 + 1, while the clients' 2f + 1 is 3
        assertEquals(4, new QuorumRule(5).quorumWeight());
        assertEquals(3, new EncodingConfig(5).quorum());
        assertEquals(667, QuorumRule.of(new EncodingConfig(1000)).quorumWeight());
        assertEquals(334, QuorumRule.of(new EncodingConfig(1000)).validityWeight());
    }
}
