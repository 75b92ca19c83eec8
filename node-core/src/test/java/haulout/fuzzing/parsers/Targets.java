// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.fuzzing.parsers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.core.WireFormatException;
import haulout.fuzzing.FuzzTarget;
import haulout.fuzzing.HostileText;
import haulout.testing.Vectors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// All targets, and what several families share.
public final class Targets {
    private Targets() {}

    /// The families, by name.
    public static Map<String, List<FuzzTarget<?>>> families() {
        Map<String, List<FuzzTarget<?>>> families = new LinkedHashMap<>();
        families.put("bcs", BcsTargets.all());
        families.put("metadata", MetadataTargets.all());
        families.put("slivers", SliverTargets.all());
        families.put("symbols", SymbolTargets.all());
        families.put("blobs", BadBlobTargets.all());
        families.put("messages", MessageTargets.all());
        families.put("json", JsonTargets.all());
        families.put("quilts", QuiltTargets.all());
        families.put("texts", TextTargets.all());
        families.put("keys", KeyTargets.all());
        families.put("http", HttpTargets.all());
        families.put("descriptor", DescriptorTargets.all());
        return families;
    }

    /// All of them.
    public static Stream<FuzzTarget<?>> all() {
        return families().values().stream().flatMap(List::stream);
    }

    /// A parser of bytes with exactly one encoding of every value.
    static <T> FuzzTarget<T> canonical(
            String name, FuzzTarget.Parse<T> decode, Function<T, byte[]> encode) {
        return FuzzTarget.of(
                name,
                WireFormatException.class,
                decode,
                (input, value) -> assertArrayEquals(input, encode.apply(value)));
    }

    /// A parser of text with exactly one text for every value.
    static <T> FuzzTarget<T> canonicalText(
            String name, TextParse<T> parse, Function<T, String> print) {
        return FuzzTarget.of(
                name,
                WireFormatException.class,
                input -> parse.parse(HostileText.of(input)),
                (input, value) -> assertEquals(HostileText.of(input), print.apply(value)));
    }

    /// A parser of text.
    @FunctionalInterface
    interface TextParse<T> {
        T parse(String text) throws Exception;
    }

    /// The bytes of the valid cases in `messages-bcs.json` whose names begin so.
    static List<byte[]> golden(String name) {
        return Examples.cases("messages-bcs.json").stream()
                .filter(item -> item.get("name").textValue().startsWith(name))
                .map(item -> Vectors.hex(item.get("hex")))
                .toList();
    }

    /// A field in hex of every case of a file that has it.
    static List<byte[]> hexFields(List<JsonNode> cases, String field) {
        return cases.stream()
                .filter(item -> item.path(field).isTextual())
                .map(item -> Vectors.hex(item.get(field)))
                .toList();
    }

    /// A field of text of every case of a file that has it, as ASCII.
    static List<byte[]> textFields(List<JsonNode> cases, String field) {
        return cases.stream()
                .filter(item -> item.path(field).isTextual())
                .map(item -> HostileText.bytes(item.get(field).textValue()))
                .toList();
    }

    /// One list behind the other.
    @SafeVarargs
    static List<byte[]> join(List<byte[]>... lists) {
        List<byte[]> all = new ArrayList<>();
        for (List<byte[]> list : lists) {
            all.addAll(list);
        }
        return all;
    }
}
