// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The bundles have words for everything that the code says, and only words that people know.
class BundlesTest {
    private static final List<String> BUNDLES = List.of("Sentences", "Sentences_de");

    private static final Pattern USE =
            Pattern.compile(
                    "(?:Sentence\\.of|\\.says|\\.ends)\\(\\s*\"([a-z][a-z0-9.-]*[a-z0-9])\"");
    private static final Pattern KEY =
            Pattern.compile(
                    "\"((?:unit|figure|standing|status|proof|duty|rule|ends|value|limit|alert|conflict|role)"
                            + "\\.[a-z0-9-]+(?:[.][a-z0-9-]+)*)\"");
    private static final Pattern SLOT = Pattern.compile("\\{(\\d)(?:,lower)?}");

    /// Words of the trade, for which people have others.
    private static final List<String> NOT_ENGLISH =
            List.of(
                    "sliver",
                    "shard",
                    "chunk",
                    "erasure",
                    "audit",
                    "challenge",
                    "reputation",
                    "vetting",
                    "epoch",
                    "commission",
                    "collateral",
                    "held amount",
                    "port forwarding",
                    "nat",
                    "hole punching",
                    "turn",
                    "repaired",
                    "recovered",
                    "diagnostics",
                    "mnemonic",
                    "seed phrase",
                    "allocated",
                    "peer",
                    "simply",
                    "just",
                    "please wait");

    private static final List<String> NOT_GERMAN =
            List.of("sliver", "shard", "epoche", "peer", "reputation", "challenge", "reparier");

    private static Map<String, String> bundle(String name) throws IOException {
        Properties properties = new Properties();
        try (InputStream in =
                Objects.requireNonNull(Wording.class.getResourceAsStream(name + ".properties"))) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        Map<String, String> map = new TreeMap<>();
        properties.stringPropertyNames().forEach(k -> map.put(k, properties.getProperty(k)));
        return map;
    }

    private static TreeSet<String> used() throws IOException {
        TreeSet<String> keys = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> collect(file, keys));
        }
        assertTrue(keys.size() > 100, "found only " + keys);
        return keys;
    }

    private static void collect(Path file, TreeSet<String> keys) {
        try {
            String source = Files.readString(file);
            for (Pattern pattern : List.of(USE, KEY)) {
                Matcher matcher = pattern.matcher(source);
                while (matcher.find()) {
                    keys.add(matcher.group(1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyBundleHasWordsForEveryKeyThatTheCodeUses() throws IOException {
        for (String name : BUNDLES) {
            TreeSet<String> missing = used();
            missing.removeAll(bundle(name).keySet());
            assertEquals(new TreeSet<>(), missing, name);
        }
    }

    @Test
    void everyBundleHasTheSameKeysWithTheSameTerms() throws IOException {
        Map<String, String> english = bundle("Sentences");
        for (String name : BUNDLES) {
            Map<String, String> other = bundle(name);
            assertEquals(english.keySet(), other.keySet(), name);
            english.forEach((key, pattern) ->
                    assertEquals(
                            slots(pattern),
                            slots(Objects.requireNonNull(other.get(key))),
                            name + " " + key));
        }
    }

    private static TreeSet<String> slots(String pattern) {
        TreeSet<String> slots = new TreeSet<>();
        Matcher matcher = SLOT.matcher(pattern);
        while (matcher.find()) {
            slots.add(matcher.group(1));
        }
        return slots;
    }

    @Test
    void everyCheckHasATitleAndAReason() throws IOException {
        Map<String, String> english = bundle("Sentences");
        List<String> checks =
                english.keySet().stream()
                        .filter(key -> key.startsWith("check.") && !key.endsWith(".why"))
                        .toList();
        assertTrue(checks.size() >= 15, checks.toString());
        checks.forEach(check -> assertTrue(english.containsKey(check + ".why"), check));
    }

    @Test
    void theSimpleViewHasNoWordsOfTheTrade() throws IOException {
        simple("Sentences", NOT_ENGLISH);
        simple("Sentences_de", NOT_GERMAN);
    }

    private static void simple(String name, List<String> words) throws IOException {
        bundle(name)
                .forEach((key, pattern) -> {
                    if (key.startsWith("detail.")) {
                        return;
                    }
                    String text = pattern.toLowerCase(Locale.ROOT);
                    for (String word : words) {
                        boolean has = Pattern.compile("\\b" + word + "s?\\b").matcher(text).find();
                        assertTrue(!has, () -> key + " says " + word + ": " + pattern);
                    }
                    assertTrue(!text.contains("!"), () -> key + " shouts: " + pattern);
                });
    }
}
