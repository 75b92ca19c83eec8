// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.fuzzing.parsers;

import static haulout.fuzzing.parsers.Targets.canonical;
import static haulout.fuzzing.parsers.Targets.golden;
import static haulout.fuzzing.parsers.Targets.join;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import haulout.core.WireFormatException;
import haulout.fuzzing.FuzzTarget;
import haulout.testing.Vectors;
import haulout.wire.bcs.BcsReader;
import haulout.wire.bcs.BcsWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The reader of BCS itself, one value after another as the input says, and values within values.
final class BcsTargets {
    private static final int MAX_OPERATIONS = 0x3F;

    private BcsTargets() {}

    static List<FuzzTarget<?>> all() {
        return List.of(
                FuzzTarget.of(
                                "any sequence of BCS values",
                                WireFormatException.class,
                                BcsTargets::readAny,
                                (input, pieces) -> pieces.check(input))
                        .from(anySequences()),
                canonical("BCS list of texts", whole(BcsTargets::texts), BcsTargets::writeTexts)
                        .from(
                                List.of(
                                        Vectors.hex("0203616263026465"),
                                        Vectors.hex("00"),
                                        Vectors.hex("0104f09f9880"),
                                        Vectors.hex("04" + "00" + "0161" + "0162" + "02c3a9"))),
                canonical("BCS map of options", whole(BcsTargets::map), BcsTargets::writeMap)
                        .from(
                                List.of(
                                        Vectors.hex("00"),
                                        Vectors.hex("03016100016201ff02616100"),
                                        Vectors.hex("02000001610105"))),
                canonical(
                                "BCS byte string",
                                whole(r -> r.byteString("bytes", Integer.MAX_VALUE)),
                                v -> new BcsWriter().byteString(v).toBytes())
                        .from(
                                List.of(
                                        Vectors.hex("03aabbcc"),
                                        Vectors.hex("00"),
                                        Vectors.hex("8001" + "ab".repeat(128)))));
    }

    private static <T> FuzzTarget.Parse<T> whole(BcsReader.Decoder<T> decoder) {
        return bytes -> {
            BcsReader reader = new BcsReader(bytes);
            T value = decoder.decode(reader);
            reader.expectEnd("value");
            return value;
        };
    }

    private static List<String> texts(BcsReader reader) throws WireFormatException {
        return reader.list("texts", 1, Integer.MAX_VALUE, r -> r.string("text", Integer.MAX_VALUE));
    }

    private static byte[] writeTexts(List<String> texts) {
        return new BcsWriter().list(texts, BcsWriter::string).toBytes();
    }

    private static Map<String, Optional<Integer>> map(BcsReader reader) throws WireFormatException {
        return reader.map(
                "map",
                2,
                Integer.MAX_VALUE,
                r -> r.string("key", 1 << 16),
                r -> r.option("value", o -> o.u8("value")));
    }

    private static byte[] writeMap(Map<String, Optional<Integer>> map) {
        return new BcsWriter()
                .map(
                        map,
                        BcsWriter::string,
                        (writer, value) -> {
                            writer.uleb(value.isPresent() ? 1 : 0);
                            value.ifPresent(writer::u8);
                        })
                .toBytes();
    }

    /// What was read, written once more piece by piece.
    private record Pieces(int offset, BcsWriter written) {
        void check(byte[] input) {
            byte[] again = written.toBytes();
            assertArrayEquals(Arrays.copyOfRange(input, offset, offset + again.length), again);
        }
    }

    /// A byte that says how many values there are, for each a byte that says of which kind, and the
    /// values. It need not end there.
    private static Pieces readAny(byte[] input) throws WireFormatException {
        int wanted = input.length == 0 ? 0 : input[0] & MAX_OPERATIONS;
        int offset = Math.min(1 + wanted, input.length);
        BcsReader reader = new BcsReader(input, offset, input.length - offset);
        BcsWriter writer = new BcsWriter();
        for (int i = 1; i < offset; i++) {
            step((input[i] & 0xFF) % 12, reader, writer);
        }
        return new Pieces(offset, writer);
    }

    private static void step(int operation, BcsReader reader, BcsWriter writer)
            throws WireFormatException {
        switch (operation) {
            case 0 -> writer.u8(reader.u8("u8"));
            case 1 -> writer.u16(reader.u16("u16"));
            case 2 -> writer.u32(reader.u32("u32"));
            case 3 -> writer.u64(reader.u64("u64"));
            case 4 -> writer.u64(reader.u64AtMost("small u64", 1L << 40));
            case 5 -> writer.bool(reader.bool("bool"));
            case 6 -> writer.uleb(reader.uleb("number"));
            case 7 -> writer.uleb(reader.tag("tag", 3));
            case 8 -> writer.hash32(reader.hash32("hash"));
            case 9 -> writer.byteString(reader.byteString("bytes", 1 << 20));
            case 10 -> writer.string(reader.string("text", 1 << 20));
            default ->
                    writer.list(
                            reader.list("list", 2, Integer.MAX_VALUE, r -> r.u16("element")),
                            BcsWriter::u16);
        }
    }

    private static List<byte[]> anySequences() {
        return join(
                List.of(
                        Vectors.hex(
                                "0c"
                                        + "000102030405060708090a0b"
                                        + "01"
                                        + "0200"
                                        + "03000000"
                                        + "0400000000000000"
                                        + "0500000000000000"
                                        + "01"
                                        + "8001"
                                        + "02"
                                        + "11".repeat(32)
                                        + "02aabb"
                                        + "0161"
                                        + "0201000200"),
                        Vectors.hex("00"),
                        Vectors.hex("02" + "0606" + "ffffffff0f" + "00")),
                golden("QuiltIndexV1").stream().map(BcsTargets::asList).toList());
    }

    private static byte[] asList(byte[] bytes) {
        byte[] result = new byte[bytes.length + 2];
        result[0] = 1;
        System.arraycopy(bytes, 0, result, 2, bytes.length);
        return result;
    }
}
