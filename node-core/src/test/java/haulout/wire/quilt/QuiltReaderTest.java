// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire.quilt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.WireFormatException;
import haulout.testing.TestSeed;
import haulout.testing.Vectors;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuiltReaderTest {
    // n = 7: 3 rows, 5 columns; symbols of 4 bytes: columns of 12
    private static final EncodingConfig CONFIG = new EncodingConfig(7);
    private static final int SYMBOL_BYTES = 4;
    private static final int COLUMN_BYTES = 12;

    // written by hand from walrus-protocol 8.2: index with one file "f" in columns 1 to 2, and the
    // file
    private static final String INDEX = "01" + "06000000" + "01" + "0300" + "0166" + "00" + "00";
    private static final String FILE = "01" + "07000000" + "00" + "0200" + "0166" + "aabbcc";

    private static final QuiltPatch PATCH =
            new QuiltPatch(new QuiltIdentifier("f"), Map.of(), 1, 3);

    private static QuiltReader reader(String index, String file) {
        byte[] columns = new byte[5 * COLUMN_BYTES];
        byte[] indexBytes = Vectors.hex(index);
        System.arraycopy(indexBytes, 0, columns, 0, indexBytes.length);
        byte[] fileBytes = Vectors.hex(file);
        System.arraycopy(fileBytes, 0, columns, COLUMN_BYTES, fileBytes.length);
        return reader(columns);
    }

    private static QuiltReader reader(byte[] columns) {
        return new QuiltReader(
                CONFIG,
                SYMBOL_BYTES,
                index -> {
                    int from = index.value() * COLUMN_BYTES;
                    return Arrays.copyOfRange(columns, from, from + COLUMN_BYTES);
                });
    }

    @Test
    void readsTheIndexAndAFile() throws IOException {
        QuiltReader reader = reader(INDEX, FILE);
        assertEquals(new QuiltIndex(List.of(PATCH)), reader.readIndex());
        assertArrayEquals(Vectors.hex("aabbcc"), reader.read(PATCH, 3));
        assertEquals(
                new QuiltPatchHeader(new QuiltIdentifier("f"), Map.of(), 3),
                reader.readHeader(PATCH));
        QuiltPatchId id = new QuiltPatchId(BlobId.of(new byte[32]), 1, 3);
        assertArrayEquals(Vectors.hex("aabbcc"), reader.read(id, 3));
        assertThrows(WireFormatException.class, () -> reader.read(PATCH, 2));
    }

    @ParameterizedTest
    @CsvSource({
        "00060000000103000166000000, another version",
        "02060000000103000166000000, another version",
        "01ffffffff0103000166000000, longer than the columns",
        "01380000000103000166000000, one byte longer than the columns",
        "01000000000103000166000000, no list",
        "01050000000103000166000000, cut off",
        "01070000000103000166000000, a byte left over",
        "01060000000101000166000000, ends where it starts",
        "01060000000100000166000000, ends before it starts",
        "01060000000106000166000000, ends behind the quilt",
        "01050000000103000000000000, empty name",
        "01060000000103000120000000, white space as name",
        "01060000000103000100000000, control character as name",
        "010600000001030001ff000000, name not UTF-8",
        "01060000000603000166000000, more files than columns"
    })
    void refusesIndicesThatDoNotFit(String index, String why) {
        assertThrows(WireFormatException.class, () -> reader(index, "").readIndex(), why);
    }

    @Test
    void refusesAnIndexWithTwoFilesOfOneName() {
        byte[] index = Vectors.hex("02" + "0300" + "0166" + "00" + "0400" + "0166" + "00");
        assertThrows(WireFormatException.class, () -> QuiltIndex.decode(index, 1, 5));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new QuiltIndex(
                                List.of(
                                        PATCH,
                                        new QuiltPatch(PATCH.identifier(), Map.of(), 3, 4))));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new QuiltIndex(
                                List.of(
                                        PATCH,
                                        new QuiltPatch(new QuiltIdentifier("g"), Map.of(), 4, 5))));
    }

    @ParameterizedTest
    @CsvSource({
        "0007000000000200016600000000, another version",
        "0117000000000200016600000000, longer than the columns",
        "01ffffffff000200016600000000, longer than the columns",
        "0101000000000200016600000000, no room for the field length",
        "0103000000000200016600000000, field longer than the file",
        "0107000000020200016600000000, unknown mask",
        "010700000000ffff016600000000, field longer than the file",
        "0107000000000300016600000000, byte left over in the field",
        "0107000000000100016600000000, field too short",
        "0107000000000200000000000000, empty name",
        "0107000000000200016700000000, another name than in the index",
        "0104000000010200016600000000, tags without room"
    })
    void refusesFilesThatDoNotFit(String file, String why) {
        assertThrows(WireFormatException.class, () -> reader(INDEX, file).read(PATCH, 1000), why);
    }

    @Test
    void refusesTagsThatAreNotCanonical() {
        String head = "01" + "12000000" + "01" + "0200" + "0166";
        String unsorted = "0a00" + "02" + "01620131" + "015a0133" + "00";
        assertThrows(
                WireFormatException.class, () -> reader(INDEX, head + unsorted).read(PATCH, 1000));
        String leftOver = "0600" + "01" + "01620131" + "00";
        assertThrows(
                WireFormatException.class, () -> reader(INDEX, head + leftOver).read(PATCH, 1000));
    }

    @Test
    void refusesColumnsOfAnotherLengthAndPatchesBehindTheQuilt() {
        QuiltReader shortColumns = new QuiltReader(CONFIG, SYMBOL_BYTES, index -> new byte[11]);
        assertThrows(WireFormatException.class, shortColumns::readIndex);
        QuiltPatchId behind = new QuiltPatchId(BlobId.of(new byte[32]), 4, 6);
        assertThrows(
                WireFormatException.class,
                () -> reader(INDEX, FILE).copy(behind, OutputStream.nullOutputStream()));
        assertThrows(
                IllegalArgumentException.class, () -> new QuiltReader(CONFIG, 3, i -> new byte[0]));
    }

    @Test
    void refusesPatchIdsWithoutColumns() {
        String quiltId = "11".repeat(32);
        for (String bad :
                List.of(
                        quiltId + "01" + "0000" + "0100",
                        quiltId + "01" + "0200" + "0200",
                        quiltId + "01" + "0300" + "0200",
                        quiltId + "00" + "0100" + "0200",
                        quiltId + "01" + "0100" + "02",
                        quiltId + "01" + "0100" + "0200" + "00")) {
            assertThrows(
                    WireFormatException.class, () -> QuiltPatchId.decode(Vectors.hex(bad)), bad);
        }
        assertThrows(WireFormatException.class, () -> QuiltPatchId.parse("A".repeat(49)));
        assertThrows(WireFormatException.class, () -> QuiltPatchId.parse("A".repeat(50)));
    }

    @Test
    void claimedLengthsAllocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        // the largest network: an index could be claimed to be of 219 MB
        EncodingConfig config = new EncodingConfig(1000);
        byte[] column = new byte[config.primarySourceCount() * 65534];
        column[0] = 1;
        Arrays.fill(column, 1, 5, (byte) 0xFF);
        QuiltReader reader = new QuiltReader(config, 65534, index -> column);
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThrows(WireFormatException.class, reader::readIndex);
        QuiltPatchId id = new QuiltPatchId(BlobId.of(new byte[32]), 1, 2);
        assertThrows(WireFormatException.class, () -> reader.read(id, Integer.MAX_VALUE));
        assertTrue(threads.getCurrentThreadAllocatedBytes() - before < 1_000_000);
    }

    @Test
    void changedQuiltsAreOnlyEverRefused() throws IOException {
        Random random = TestSeed.random("QuiltReaderTest", 9);
        byte[] valid = new byte[5 * COLUMN_BYTES];
        byte[] index = Vectors.hex(INDEX);
        System.arraycopy(index, 0, valid, 0, index.length);
        byte[] file =
                Vectors.hex(
                        "01"
                                + "0e000000"
                                + "01"
                                + "0200"
                                + "0166"
                                + "0600"
                                + "01"
                                + "016b0276"
                                + "76"
                                + "aabb");
        System.arraycopy(file, 0, valid, COLUMN_BYTES, file.length);
        assertEquals(Map.of("k", "vv"), reader(valid).readHeader(PATCH).tags());
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = valid.clone();
            for (int change = random.nextInt(3); change >= 0; change--) {
                byte[] likely = {0, 1, 2, 3, -1, 127, -128, (byte) random.nextInt(256)};
                changed[random.nextInt(changed.length)] = likely[random.nextInt(likely.length)];
            }
            try {
                for (QuiltPatch patch : reader(changed).readIndex().patches()) {
                    reader(changed).copy(patch, OutputStream.nullOutputStream());
                }
                reader(changed).copy(PATCH, OutputStream.nullOutputStream());
            } catch (WireFormatException expected) {
                assertTrue(expected.offset() >= 0);
            }
        }
    }
}
