// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire.bcs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import haulout.core.Hash32;
import haulout.core.WireFormatException;
import haulout.testing.Vectors;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BcsTest {
    private static BcsReader reader(String hex) {
        return new BcsReader(Vectors.hex(hex));
    }

    private static String hex(BcsWriter writer) {
        return Vectors.hex(writer.toBytes());
    }

    @Test
    void writesNumbersLowestByteFirst() throws WireFormatException {
        BcsWriter writer = new BcsWriter().u8(0xFE).u16(0xFEDC).u32(0xFEDCBA98L).u64(-2);
        assertEquals("fe" + "dcfe" + "98badcfe" + "feffffffffffffff", hex(writer));
        BcsReader reader = new BcsReader(writer.toBytes());
        assertEquals(0xFE, reader.u8("a"));
        assertEquals(0xFEDC, reader.u16("b"));
        assertEquals(0xFEDCBA98L, reader.u32("c"));
        assertEquals(-2, reader.u64("d"));
        reader.expectEnd("numbers");
    }

    @Test
    void numbersOutOfRangeAreBugs() {
        BcsWriter writer = new BcsWriter();
        assertThrows(IllegalArgumentException.class, () -> writer.u8(256));
        assertThrows(IllegalArgumentException.class, () -> writer.u8(-1));
        assertThrows(IllegalArgumentException.class, () -> writer.u16(65536));
        assertThrows(IllegalArgumentException.class, () -> writer.u16(-1));
        assertThrows(IllegalArgumentException.class, () -> writer.u32(1L << 32));
        assertThrows(IllegalArgumentException.class, () -> writer.u32(-1));
        assertThrows(IllegalArgumentException.class, () -> writer.uleb(1L << 32));
        assertThrows(IllegalArgumentException.class, () -> writer.uleb(-1));
        assertThrows(IllegalArgumentException.class, () -> writer.string("\uD800"));
        assertEquals(0, writer.length());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "1, 01",
        "127, 7f",
        "128, 8001",
        "200, c801",
        "16383, ff7f",
        "16384, 808001",
        "9487, 8f4a",
        "4294967295, ffffffff0f"
    })
    void lengthsHaveTheirShortestForm(long value, String hex) throws WireFormatException {
        assertEquals(hex, hex(new BcsWriter().uleb(value)));
        BcsReader reader = reader(hex);
        assertEquals(value, reader.uleb("length"));
        reader.expectEnd("length");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "80",
                "8000",
                "808000",
                "ff00",
                "ffffffff10",
                "ffffffff1f",
                "ffffffff8f",
                "ffffffffff01",
                "808080808000",
                "8080808000"
            })
    void refusesLengthsInAnyOtherForm(String hex) {
        assertThrows(WireFormatException.class, () -> reader(hex).uleb("length"));
    }

    @Test
    void takesBooleansOptionsAndTagsOnlyAsTheyAreWritten() throws WireFormatException {
        assertFalse(reader("00").bool("b"));
        assertTrue(reader("01").bool("b"));
        assertThrows(WireFormatException.class, () -> reader("02").bool("b"));
        assertEquals(Optional.empty(), reader("00").option("o", r -> r.u8("v")));
        assertEquals(Optional.of(9), reader("0109").option("o", r -> r.u8("v")));
        assertThrows(WireFormatException.class, () -> reader("0209").option("o", r -> r.u8("v")));
        assertThrows(WireFormatException.class, () -> reader("01").option("o", r -> r.u8("v")));
        assertEquals(2, reader("02").tag("t", 3));
        assertThrows(WireFormatException.class, () -> reader("03").tag("t", 3));
        assertThrows(WireFormatException.class, () -> reader("8000").tag("t", 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "02fffe",
                // overlong slash, a surrogate, beyond U+10FFFF, cut off
                "02c0af",
                "03eda080",
                "04f4908080",
                "02e282",
                "0180"
            })
    void refusesTextThatIsNotUtf8(String hex) {
        assertThrows(WireFormatException.class, () -> reader(hex).string("text", 100));
    }

    @Test
    void textIsUtf8() throws WireFormatException {
        String text = "aé日😀";
        String hex = "0a61c3a9e697a5f09f9880";
        assertEquals(hex, hex(new BcsWriter().string(text)));
        assertEquals(text, reader(hex).string("text", 10));
        assertThrows(WireFormatException.class, () -> reader(hex).string("text", 9));
    }

    @Test
    void byteStringsOfABufferAreItsRemainingBytes() {
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}).asReadOnlyBuffer();
        buffer.position(1).limit(3);
        assertEquals("020203", hex(new BcsWriter().byteString(buffer)));
        assertEquals(1, buffer.position());
    }

    @Test
    void mapsAreSortedByTheBytesOfTheKeys() throws WireFormatException {
        Map<String, String> tags = Map.of("b", "1", "aa", "2", "Z", "3", "", "4");
        // walrus-protocol 5.1: shorter keys first
        String hex = "04" + "000134" + "015a0133" + "01620131" + "0261610132";
        assertEquals(hex, hex(new BcsWriter().map(tags, BcsWriter::string, BcsWriter::string)));
        assertEquals(
                List.of("", "Z", "b", "aa"),
                List.copyOf(
                        reader(hex)
                                .map("m", 2, 10, r -> r.string("k", 10), r -> r.string("v", 10))
                                .keySet()));
        Map<Integer, Integer> numbers = new TreeMap<>(Map.of(1, 0, 2, 0, 256, 0, 511, 0));
        assertEquals(
                "04" + "000100" + "010000" + "020000" + "ff0100",
                hex(new BcsWriter().map(numbers, BcsWriter::u16, BcsWriter::u8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0201000100", "0202000100", "02010000010000"})
    void refusesMapsWithRepeatedOrUnsortedKeys(String hex) {
        assertThrows(
                WireFormatException.class,
                () -> reader(hex).map("m", 1, 10, r -> r.u8("k"), r -> r.u8("v")));
    }

    @Test
    void refusesToWriteTwoKeysWithTheSameBytes() {
        Map<Object, Integer> keys = Map.of("1", 1, 1, 2);
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new BcsWriter()
                                .map(
                                        keys,
                                        (writer, key) -> writer.string(key.toString()),
                                        BcsWriter::u8));
    }

    @Test
    void refusesMoreElementsThanTheLimitOrTheBytesAllow() throws WireFormatException {
        assertEquals(List.of(7, 8), reader("020708").list("l", 1, 2, r -> r.u8("e")));
        assertThrows(
                WireFormatException.class, () -> reader("020708").list("l", 1, 1, r -> r.u8("e")));
        assertThrows(
                WireFormatException.class, () -> reader("020708").list("l", 2, 9, r -> r.u8("e")));
        assertThrows(WireFormatException.class, () -> reader("0207").byteString("s", 9));
        assertThrows(WireFormatException.class, () -> reader("020708").byteString("s", 1));
    }

    @Test
    void claimedLengthsAllocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<String> claims = List.of("ffffffff0f", "ffffffff0701", "feffffff0f0000000000000000");
        for (int round = 0; round < 2; round++) {
            for (String claim : claims) {
                byte[] bytes = Vectors.hex(claim);
                long before = threads.getCurrentThreadAllocatedBytes();
                refuse(() -> new BcsReader(bytes).byteString("s", Integer.MAX_VALUE));
                refuse(() -> new BcsReader(bytes).string("s", Integer.MAX_VALUE));
                refuse(() -> new BcsReader(bytes).list("l", 1, Integer.MAX_VALUE, r -> r.u8("e")));
                refuse(() ->
                        new BcsReader(bytes)
                                .map("m", 1, Integer.MAX_VALUE, r -> r.u8("k"), r -> r.u8("v")));
                long allocated = threads.getCurrentThreadAllocatedBytes() - before;
                // exceptions and lambdas; the first round also loads classes
                assertTrue(round == 0 || allocated < 64_000, "allocated " + allocated);
            }
        }
    }

    private interface Reading {
        Object read() throws WireFormatException;
    }

    private static void refuse(Reading reading) {
        assertThrows(WireFormatException.class, reading::read);
    }

    @Test
    void saysWhatWhereAndHowMany() {
        BcsReader reader = new BcsReader(new byte[] {9, 9, 1, 0, 5}, 2, 3);
        WireFormatException e =
                assertThrows(
                        WireFormatException.class,
                        () -> {
                            reader.u16("first");
                            reader.u32("second");
                        });
        assertEquals("second", e.what());
        assertEquals(2, e.offset());
        assertEquals("4 bytes", e.expected());
        assertEquals("1 bytes", e.actual());
        assertEquals("second at offset 2: 1 bytes, expected 4 bytes", e.getMessage());
    }

    @Test
    void nothingMayBeLeftOver() {
        assertThrows(WireFormatException.class, () -> reader("00").expectEnd("value"));
    }

    @Test
    void aWriterGrowsPastItsCapacity() {
        byte[] bytes = new byte[1000];
        bytes[999] = 7;
        byte[] written = new BcsWriter(0).fixedBytes(bytes).hash32(Hash32.ZERO).u8(1).toBytes();
        assertEquals(1033, written.length);
        assertEquals(7, written[999]);
        assertEquals(1, written[1032]);
        assertArrayEquals(new byte[0], new BcsWriter(0).toBytes());
    }

    @Test
    void boundsUnsigned64BitNumbers() throws WireFormatException {
        assertEquals(5, reader("0500000000000000").u64AtMost("n", 5));
        assertThrows(WireFormatException.class, () -> reader("0600000000000000").u64AtMost("n", 5));
        assertThrows(
                WireFormatException.class,
                () -> reader("ffffffffffffffff").u64AtMost("n", Long.MAX_VALUE));
    }
}
