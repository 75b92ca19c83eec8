// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import haulout.core.WireFormatException;
import haulout.testing.TestSeed;
import haulout.testing.Vectors;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every decoder against prefixes, changed bytes and false lengths of what it should read.
class HostileBytesTest {
    private static final int MUTATIONS = 3000;

    /// A valid encoding of every structure, written by hand from the layouts in walrus-protocol
    /// part 5.
    private static Map<String, String> valid() {
        String h = "11".repeat(32);
        String sig = "1c".repeat(96);
        String path = "02" + "01" + h + "00";
        String symbol = "8000" + "021414";
        Map<String, String> valid = new LinkedHashMap<>();
        valid.put("SliverData", "06131313131313" + "0200" + "7c00");
        valid.put("DecodingSymbol", symbol);
        valid.put("RecoverySymbol", symbol + path);
        valid.put("GeneralRecoverySymbol", "01" + symbol + "7e00" + path);
        valid.put("GET recoverySymbols", "02" + ("00" + symbol + "7e00" + path).repeat(2));
        valid.put(
                "GET decodingSymbols",
                "03" + "000101" + "00" + symbol + "0100" + "00" + "ff0101" + "01" + symbol);
        valid.put("POST inconsistencyProof", "0300" + "02" + (symbol + path).repeat(2));
        valid.put("MerkleNode", "01" + h);
        valid.put("MerkleProof", path);
        valid.put("Sliver", "01" + "06131313131313" + "0200" + "7c00");
        valid.put("SymbolId", "11002200");
        valid.put("SignedMessage", "03252525" + sig);
        valid.put(
                "SyncShardResponse",
                "00" + "02" + h + "00" + "021e1e" + "0200" + "0100" + h + "01" + "00" + "0200"
                        + "0200");
        String frame = "0003" + "18000000";
        valid.put("ProofOfPossessionMsg", "00" + frame + h + "22".repeat(48));
        valid.put("Confirmation", "01" + frame + h + "01" + h);
        valid.put("InvalidBlobIdMsg", "02" + frame + h);
        valid.put(
                "SyncShardMsg",
                "03" + frame + "00" + "7901" + "01" + h + "e803000000000000" + "18000000");
        valid.put("DenyListUpdate", "04" + frame + h + "0500000000000000" + "0600000000000000" + h);
        valid.put("DenyListBlobDeleted", "05" + frame + h);
        valid.put("ProtocolVersion", "06" + frame + "19000000" + "0200000000000000");
        valid.put("ProtocolMessageCertificate", "03" + "00000200" + "2c01" + "03252525" + sig);
        valid.put(
                "BlobMetadata",
                "00" + "01" + "7901000000000000" + "02" + ("01" + h + "00").repeat(2));
        valid.put("BlobMetadataWithId", h + "00" + "01" + "7901000000000000" + "01" + "0001" + h);
        valid.put(
                "QuiltIndexV1",
                "02" + "7a00" + "0166" + "02" + "015a0133" + "0261610132" + "7b00" + "0167" + "00");
        valid.put("QuiltPatchId", h + "01" + "0100" + "0500");
        valid.put("HashedAuthPackage", h + h + "7c00000000000000");
        return valid;
    }

    @Test
    void everyStructureOfTheProtocolIsHere() {
        List<String> missing = new ArrayList<>(Structures.all().keySet());
        missing.removeAll(valid().keySet());
        assertEquals(
                List.of("POST sync_shard", "Vec<u8>", "String", "bool", "u16", "u32", "u64"),
                missing,
                "the first is a signed message, the others are parts of structures");
    }

    private static Stream<DynamicTest> forEach(StructureCheck check) {
        return valid().entrySet().stream()
                .map(entry ->
                        DynamicTest.dynamicTest(
                                entry.getKey(),
                                () ->
                                        check.check(
                                                entry.getKey(),
                                                Structures.all().get(entry.getKey()),
                                                Vectors.hex(entry.getValue()))));
    }

    private interface StructureCheck {
        void check(String name, Structures.Structure structure, byte[] valid) throws Exception;
    }

    @TestFactory
    Stream<DynamicTest> readsAndWritesTheValidBytes() {
        return forEach((name, structure, valid) ->
                assertEquals(Vectors.hex(valid), Vectors.hex(structure.reencode(valid))));
    }

    @TestFactory
    Stream<DynamicTest> refusesEveryPrefixAndEveryLongerInput() {
        return forEach((name, structure, valid) -> {
            for (int length = 0; length < valid.length; length++) {
                byte[] prefix = Arrays.copyOf(valid, length);
                assertThrows(
                        WireFormatException.class,
                        () -> structure.decode().decode(prefix),
                        () -> "prefix of " + prefix.length);
            }
            byte[] longer = Arrays.copyOf(valid, valid.length + 1);
            assertThrows(WireFormatException.class, () -> structure.decode().decode(longer));
        });
    }

    @TestFactory
    Stream<DynamicTest> changedBytesAreRefusedOrReadAsWhatTheySay() {
        return forEach((name, structure, valid) -> {
            Random random = TestSeed.random("HostileBytesTest " + name, name.hashCode());
            for (int i = 0; i < MUTATIONS; i++) {
                byte[] mutated = mutate(valid, random);
                try {
                    // because there is one encoding of every value
                    assertEquals(Vectors.hex(mutated), Vectors.hex(structure.reencode(mutated)));
                } catch (WireFormatException expected) {
                    assertTrue(expected.offset() <= mutated.length, expected.getMessage());
                }
            }
        });
    }

    private static byte[] mutate(byte[] valid, Random random) {
        byte[] mutated =
                switch (random.nextInt(4)) {
                    case 0 -> Arrays.copyOf(valid, random.nextInt(valid.length + 20));
                    case 1 -> inserted(valid, random);
                    default -> valid.clone();
                };
        int changes = random.nextInt(4);
        for (int i = 0; i < changes && mutated.length > 0; i++) {
            byte[] likely = {0, 1, 2, -1, -128, 127, (byte) random.nextInt(256)};
            mutated[random.nextInt(mutated.length)] = likely[random.nextInt(likely.length)];
        }
        return mutated;
    }

    private static byte[] inserted(byte[] valid, Random random) {
        int at = random.nextInt(valid.length + 1);
        byte[] longer = Arrays.copyOf(valid, valid.length + 1);
        System.arraycopy(valid, at, longer, at + 1, valid.length - at);
        longer[at] = (byte) random.nextInt(256);
        return longer;
    }

    @TestFactory
    Stream<DynamicTest> falseLengthsAllocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] huge = Vectors.hex("ffffffff0f");
        return forEach((name, structure, valid) -> {
            for (int at = 0; at < valid.length; at++) {
                byte[] claim = Arrays.copyOf(valid, Math.max(valid.length, at + 5));
                System.arraycopy(huge, 0, claim, at, huge.length);
                long before = threads.getCurrentThreadAllocatedBytes();
                try {
                    structure.decode().decode(claim);
                } catch (WireFormatException expected) {
                    // what matters is the memory
                }
                long allocated = threads.getCurrentThreadAllocatedBytes() - before;
                assertTrue(allocated < 1_000_000, "allocated " + allocated + " at " + at);
            }
        });
    }
}
