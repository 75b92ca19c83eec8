// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import haulout.core.AccountAddress;
import haulout.core.BlobId;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.core.WireFormatException;
import haulout.crypto.BlsPublicKey;
import haulout.crypto.BlsSecretKey;
import haulout.crypto.NetworkSecretKey;
import haulout.crypto.UncheckedBlsPublicKey;
import haulout.crypto.UncheckedBlsSignature;
import haulout.testing.TestSeed;
import haulout.wire.quilt.QuiltIdentifier;
import haulout.wire.quilt.QuiltPatchId;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every parser of text against prefixes and changes of what it should read.
class HostileTextTest {
    private static final int MUTATIONS = 2000;
    private static final String LIKELY =
            "AaZz09+/-_=. \n\r\t\u0000\u00e9\uD83D\uDE00\uD800\u0661" + "0x";

    private interface Parser {
        /// The text that the value has.
        String parseAndWrite(String text) throws WireFormatException;
    }

    private static final Map<String, Parser> PARSERS =
            Map.ofEntries(
                    Map.entry("blob ID", t -> BlobId.parse(t).toString()),
                    Map.entry("decimal blob ID", t -> BlobId.parseDecimal(t).toNumber().toString()),
                    Map.entry("object ID", t -> ObjectId.parse(t).toString()),
                    Map.entry("node ID", t -> NodeId.parse(t).toString()),
                    Map.entry("address", t -> AccountAddress.parse(t).toString()),
                    Map.entry("patch ID", t -> QuiltPatchId.parse(t).toString()),
                    Map.entry("file name", t -> QuiltIdentifier.parse(t).text()),
                    Map.entry("nonce", t -> RelayNonce.parse(t).toText()),
                    Map.entry("BLS key file", t -> BlsSecretKey.parseKeyFile(t).toKeyFileText()),
                    Map.entry(
                            "network key file",
                            t -> NetworkSecretKey.parseKeyFile(t).toKeyFileText()),
                    Map.entry("BLS key", t -> BlsPublicKey.parseBase64(t).toBase64()),
                    Map.entry(
                            "BLS key bytes", t -> UncheckedBlsPublicKey.parseBase64(t).toBase64()),
                    Map.entry(
                            "BLS signature bytes",
                            t -> UncheckedBlsSignature.parseBase64(t).toBase64()));

    private static final Map<String, String> VALID =
            Map.ofEntries(
                    Map.entry("blob ID", "NF4KW9itxDVyngzmelLxmkiLweobHFbpxeswboSSyk0"),
                    Map.entry(
                            "decimal blob ID",
                            "35186003673280814036499183600088757198562687638360992922979479960962357419572"),
                    Map.entry("object ID", "0x" + "0123456789abcdef".repeat(4)),
                    Map.entry("node ID", "0x" + "0123456789abcdef".repeat(4)),
                    Map.entry("address", "0x" + "0123456789abcdef".repeat(4)),
                    Map.entry("patch ID", "40tBSITVto-pKFk4cRzrywhwqtotmGXDWXrZRUMGRlQBAgAFAA"),
                    Map.entry("file name", "naïve café 日本.txt"),
                    Map.entry("nonce", "ikMlwdTLOdjdMXaCYNge9TrLDiFmetSdAaIuzNjRsbo"),
                    Map.entry("BLS key file", "BBlm7tRefoPuaKoVoxVtnUBBDCfy+BGPREM8B6oSkOEj"),
                    Map.entry("network key file", "AnkBfAti3EUx693cp5uF3wr8q+fIV6TVJ/4SfN10kEuv"),
                    Map.entry(
                            "BLS key",
                            "hjM8mtVKB/rUur+9UXVQS1qyyARVj+ewKGwTxcWi8770AsYaYx4mu2Z7Wy5rGyEI"),
                    Map.entry("BLS key bytes", "A".repeat(64)),
                    Map.entry("BLS signature bytes", "A".repeat(128)));

    private static Stream<DynamicTest> forEach(TextCheck check) {
        return PARSERS.entrySet().stream()
                .map(entry ->
                        DynamicTest.dynamicTest(
                                entry.getKey(),
                                () ->
                                        check.check(
                                                entry.getKey(),
                                                entry.getValue(),
                                                VALID.get(entry.getKey()))));
    }

    private interface TextCheck {
        void check(String name, Parser parser, String valid) throws Exception;
    }

    @TestFactory
    Stream<DynamicTest> everyValueHasOneText() {
        return forEach((name, parser, valid) -> {
            assertEquals(valid, parser.parseAndWrite(valid));
            if (!name.equals("file name")) {
                assertThrows(WireFormatException.class, () -> parser.parseAndWrite(valid + " "));
                assertThrows(WireFormatException.class, () -> parser.parseAndWrite(" " + valid));
                assertThrows(WireFormatException.class, () -> parser.parseAndWrite(""));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> changedTextIsRefusedOrReadAsWhatItSays() {
        return forEach((name, parser, valid) -> {
            Random random = TestSeed.random("HostileTextTest " + name, name.hashCode());
            // because deriving a network key takes a millisecond
            int mutations = name.contains("key file") ? MUTATIONS / 10 : MUTATIONS;
            for (int i = 0; i < mutations; i++) {
                String changed = change(valid, random);
                try {
                    String written = parser.parseAndWrite(changed);
                    // a key file may end its line
                    assertEquals(changed.replaceFirst("\r?\n$", ""), written);
                } catch (WireFormatException expected) {
                    assertEquals(true, expected.offset() <= changed.length());
                }
            }
        });
    }

    private static String change(String valid, Random random) {
        StringBuilder text = new StringBuilder(valid);
        for (int change = random.nextInt(3); change >= 0; change--) {
            char c = LIKELY.charAt(random.nextInt(LIKELY.length()));
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(3)) {
                case 0 -> text.insert(at, c);
                case 1 -> text.setLength(at);
                default -> {
                    if (at < text.length()) {
                        text.setCharAt(at, c);
                    }
                }
            }
        }
        return text.toString();
    }
}
