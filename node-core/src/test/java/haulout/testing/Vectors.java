// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.testing;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;

/// Golden vectors: values made by the reference implementations, which ours have to reproduce.
///
/// The files come from the directory in `-Dhaulout.vectors`, by default the project's own copy on
/// the class path. Other data of the same form may be put there; a file or list that such a
/// directory does not have skips its test, and is an error in the project's own copy.
public final class Vectors {
    private static final ObjectMapper JSON = mapper();

    private Vectors() {}

    private static ObjectMapper mapper() {
        ObjectMapper mapper = new ObjectMapper();
        mapper.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxStringLength(1 << 28).build());
        return mapper;
    }

    /// One check of one case.
    @FunctionalInterface
    public interface CaseCheck {
        void check(JsonNode item) throws Exception;
    }

    /// Where the files lie.
    public static Path directory() {
        String chosen = System.getProperty("haulout.vectors", "");
        if (!chosen.isEmpty()) {
            return Path.of(chosen);
        }
        URL found = Vectors.class.getResource("/vectors/prng.json");
        if (found == null) {
            throw new IllegalStateException("no /vectors/prng.json on the class path");
        }
        try {
            return Path.of(found.toURI()).getParent();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("class path entry " + found, impossible);
        }
    }

    /// A whole file, such as `params.json`.
    public static JsonNode read(String file) {
        Path directory = directory();
        if (!Files.isDirectory(directory)) {
            throw new IllegalStateException("no directory " + directory);
        }
        Path path = directory.resolve(file);
        if (!Files.exists(path)) {
            throw missing("no " + path);
        }
        try {
            return JSON.readTree(Files.readAllBytes(path));
        } catch (IOException e) {
            throw new UncheckedIOException("golden vectors " + path, e);
        }
    }

    /// The list `cases` of a file.
    public static List<JsonNode> cases(String file) {
        return list(file, "cases");
    }

    /// Another list of a file. One that is missing or empty would test nothing.
    public static List<JsonNode> list(String file, String field) {
        JsonNode list = read(file).path(field);
        if (!list.isArray() || list.isEmpty()) {
            throw missing(file + " has no list " + field);
        }
        List<JsonNode> items = new ArrayList<>();
        list.forEach(items::add);
        return List.copyOf(items);
    }

    private static RuntimeException missing(String what) {
        return System.getProperty("haulout.vectors", "").isEmpty()
                ? new IllegalStateException(what)
                : new TestAbortedException(what);
    }

    /// One test for every member of the list `cases`.
    public static Stream<DynamicTest> tests(String file, CaseCheck check) {
        return tests(file, "cases", check);
    }

    /// One test for every member of the list `field`.
    public static Stream<DynamicTest> tests(String file, String field, CaseCheck check) {
        List<JsonNode> items = list(file, field);
        return IntStream.range(0, items.size())
                .mapToObj(i ->
                        DynamicTest.dynamicTest(
                                file + " " + field + "[" + i + "] " + label(items.get(i)),
                                () -> check.check(items.get(i))));
    }

    /// The bytes of a JSON text in hex.
    public static byte[] hex(JsonNode text) {
        if (!text.isTextual()) {
            throw new IllegalStateException("expected hex text, found " + text.getNodeType());
        }
        return hex(text.textValue());
    }

    /// The bytes of a text in hex.
    public static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    /// Lower-case hex.
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /// `length` bytes of the generator for the seed of a case.
    public static byte[] generate(String seed, int length) {
        return SplitMix64.bytes(seed, length);
    }

    /// SHA-256 in lower-case hex.
    public static String sha256(byte[] bytes) {
        try {
            return hex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static String label(JsonNode item) {
        for (String key : List.of("name", "note", "label", "why")) {
            if (item.path(key).isTextual()) {
                return item.get(key).textValue();
            }
        }
        String size = item.has("nShards") ? "n=" + item.get("nShards").asText() : "";
        return item.has("size") ? size + " size=" + item.get("size").asText() : size;
    }
}
