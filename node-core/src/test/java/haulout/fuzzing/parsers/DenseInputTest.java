// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.fuzzing.parsers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import haulout.fuzzing.FuzzTarget;
import haulout.fuzzing.Probe;
import haulout.testing.Vectors;
import haulout.wire.bcs.BcsWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Large inputs that consist of nothing but the smallest elements there are: the worst ratio of
/// memory to bytes, and the inputs on which anything quadratic would show.
class DenseInputTest {
    private static final int JSON_BYTES = 1 << 16;

    /// @param target name of the parser
    /// @param what the input consists of
    /// @param input made when it is needed
    /// @param accepted whether the parser should accept it
    private record Dense(String target, String what, Input input, boolean accepted) {}

    @FunctionalInterface
    private interface Input {
        byte[] make();
    }

    private static Stream<Dense> inputs() {
        return Stream.of(
                new Dense("BCS list of texts", "empty texts", () -> zeros(300_000, 1), true),
                new Dense("BCS map of options", "entries", () -> entries(50_000), true),
                new Dense("BCS byte string", "bytes", () -> zeros(8_000_000, 1), true),
                new Dense("quilt index", "tags of one file", () -> tags(50_000), true),
                new Dense("quilt index", "files of one column", () -> files(30_000), true),
                new Dense("quilt index", "too many tags", () -> tags(263_000), false),
                new Dense("quilt index", "tags of one hash", () -> tagsOfOneHash(14), true),
                new Dense("quilt index", "files of one hash", () -> filesOfOneHash(14), true),
                new Dense(
                        "metadata",
                        "empty nodes",
                        () -> after("0001" + "00".repeat(8), zeros(0xFFFF, 2)),
                        true),
                new Dense("list of recovery symbols", "symbols", () -> zeros(131_070, 7), true),
                new Dense("list of recovery symbols", "too many", () -> zeros(131_071, 7), false),
                new Dense("lists of decoding symbols", "targets", DenseInputTest::targets, true),
                new Dense(
                        "inconsistency proof, PRIMARY",
                        "symbols",
                        () -> after("0000", zeros(0xFFFF, 4)),
                        true),
                new Dense(
                        "verified metadata",
                        "wrong ones",
                        () -> after("00".repeat(32) + "0001" + "00".repeat(8), zeros(0xFFFF, 2)),
                        false),
                new Dense(
                        "answer to shard synchronisation",
                        "slivers",
                        () -> after("00", zeros(1001, 38)),
                        false),
                new Dense("certificate", "signers", () -> signers(0xFFFF), true),
                new Dense("verified certificate", "signers", () -> signers(0xFFFF), true),
                new Dense("JSON value", "numbers", () -> json("[", i -> "7", "]"), true),
                new Dense("JSON value", "larger numbers", () -> json("[", i -> "1" + i, "]"), true),
                new Dense("JSON value", "fractions", () -> json("[", i -> "7e7", "]"), true),
                new Dense("JSON value", "texts", () -> json("[", i -> "\"\"", "]"), true),
                new Dense("JSON value", "lists", () -> json("[", i -> "[]", "]"), true),
                new Dense("JSON value", "objects", () -> json("[", i -> "{}", "]"), true),
                new Dense(
                        "JSON value", "fields", () -> json("{", DenseInputTest::field, "}"), true),
                new Dense(
                        "JSON value", "fields of one hash", DenseInputTest::fieldsOfOneHash, true),
                new Dense("JSON value", "depth", () -> utf8("[".repeat(JSON_BYTES)), false),
                new Dense("JSON value", "digits", () -> utf8("9".repeat(JSON_BYTES)), false),
                new Dense("JSON value", "exponent", () -> utf8("1e" + "9".repeat(90)), false),
                new Dense("JSON value", "blanks", () -> utf8(" ".repeat(JSON_BYTES)), false),
                new Dense("text of a symbol ID", "digits", () -> utf8("1".repeat(1 << 20)), false),
                new Dense("number of a blob ID", "digits", () -> utf8("1".repeat(1 << 20)), false),
                new Dense("padded base64", "blanks", () -> utf8("AAAA".repeat(1 << 18)), false),
                new Dense("network key file", "armour", () -> utf8("-----".repeat(1 << 18)), false),
                new Dense("BLS key file", "line ends", () -> utf8("\n".repeat(1 << 20)), false));
    }

    @TestFactory
    Stream<DynamicTest> memoryAndTimeStayInProportion() {
        return inputs().map(dense ->
                DynamicTest.dynamicTest(dense.target() + ": " + dense.what(), () -> check(dense)));
    }

    private static void check(Dense dense) {
        FuzzTarget<?> target =
                Targets.all()
                        .filter(one -> one.name().equals(dense.target()))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no target " + dense.target()));
        Probe probe = new Probe(target);
        byte[] input = dense.input().make();
        assertEquals(dense.accepted(), probe.accepts(input));
        System.out.println(dense.what() + ", " + input.length + " bytes; " + probe.summary());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// A count, and so many elements of zeros.
    private static byte[] zeros(int count, int elementBytes) {
        return new BcsWriter().uleb(count).fixedBytes(new byte[count * elementBytes]).toBytes();
    }

    private static byte[] after(String hex, byte[] rest) {
        return new BcsWriter().fixedBytes(Vectors.hex(hex)).fixedBytes(rest).toBytes();
    }

    /// Texts in the order of their BCS form: shorter ones first.
    private static String key(int number) {
        int from = 0;
        for (int length = 1; ; length++) {
            int count = 1 << 7 * length;
            if (number < from + count) {
                StringBuilder text = new StringBuilder();
                for (int i = length - 1; i >= 0; i--) {
                    text.append((char) (number - from >>> 7 * i & 0x7F));
                }
                return text.toString();
            }
            from += count;
        }
    }

    private static byte[] entries(int count) {
        BcsWriter writer = new BcsWriter().uleb(count);
        for (int i = 0; i < count; i++) {
            writer.string(key(i)).uleb(0);
        }
        return writer.toBytes();
    }

    private static byte[] tags(int count) {
        BcsWriter writer = new BcsWriter().uleb(1).u16(2).string("f").uleb(count);
        for (int i = 0; i < count; i++) {
            writer.string(key(i)).string("");
        }
        return writer.toBytes();
    }

    /// One of 2^bits texts that have the same `hashCode`, in ascending order.
    private static String ofOneHash(int number, int bits) {
        StringBuilder text = new StringBuilder();
        for (int bit = bits - 1; bit >= 0; bit--) {
            text.append((number >>> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }

    private static byte[] tagsOfOneHash(int bits) {
        BcsWriter writer = new BcsWriter().uleb(1).u16(2).string("f").uleb(1 << bits);
        for (int i = 0; i < 1 << bits; i++) {
            writer.string(ofOneHash(i, bits)).string("");
        }
        return writer.toBytes();
    }

    private static byte[] filesOfOneHash(int bits) {
        BcsWriter writer = new BcsWriter().uleb(1 << bits);
        for (int i = 0; i < 1 << bits; i++) {
            writer.u16(2 + i).string(ofOneHash(i, bits)).uleb(0);
        }
        return writer.toBytes();
    }

    private static byte[] fieldsOfOneHash() {
        return utf8(
                IntStream.range(0, 1 << 11)
                        .mapToObj(i -> "\"" + ofOneHash(i, 11) + "\":1")
                        .collect(Collectors.joining(",", "{", "}")));
    }

    private static byte[] files(int count) {
        BcsWriter writer = new BcsWriter().uleb(count);
        for (int i = 0; i < count; i++) {
            writer.u16(2 + i).string(Integer.toString(i, 36)).uleb(0);
        }
        return writer.toBytes();
    }

    /// All targets without symbols, in the order of their bytes.
    private static byte[] targets() {
        BcsWriter writer = new BcsWriter().uleb(0x10000);
        for (int i = 0; i < 0x10000; i++) {
            writer.u16(i >>> 8 | (i & 0xFF) << 8).uleb(0);
        }
        return writer.toBytes();
    }

    private static byte[] signers(int count) {
        BcsWriter writer = new BcsWriter().uleb(count);
        for (int i = 0; i < count; i++) {
            writer.u16(i);
        }
        return writer.byteString(new byte[0]).fixedBytes(new byte[96]).toBytes();
    }

    private static String field(int number) {
        return "\"" + Integer.toString(number, 36) + "\":1";
    }

    private static byte[] json(String begin, IntFunction<String> element, String end) {
        String elements =
                IntStream.range(0, 5000).mapToObj(element).collect(Collectors.joining(","));
        return utf8(begin + elements + end);
    }
}
