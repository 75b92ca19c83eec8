// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire.quilt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.EncodingConfig;
import haulout.core.WireFormatException;
import haulout.testing.TestSeed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuiltLayoutTest {
    private static QuiltItem file(String name, long bytes) {
        return new QuiltItem(new QuiltIdentifier(name), Map.of(), bytes);
    }

    @Test
    void choosesTheSmallestSymbolsThatSatisfyEveryRule() throws IOException {
        Random random = TestSeed.random("QuiltLayoutTest", 3);
        int[] shardCounts = {4, 5, 7, 10, 13, 31, 100, 1000};
        for (int round = 0; round < 300; round++) {
            EncodingConfig config =
                    new EncodingConfig(shardCounts[random.nextInt(shardCounts.length)]);
            List<QuiltItem> files = randomFiles(config, random);
            QuiltLayout layout;
            try {
                layout = QuiltLayout.of(config, files);
            } catch (QuiltLayoutException e) {
                assertInstanceOf(QuiltLayoutException.Reason.TooLarge.class, e.reason());
                assertEquals(-1, slowSymbolBytes(config, sizes(files)));
                continue;
            }
            assertEquals(slowSymbolBytes(config, sizes(files)), layout.symbolBytes());
            assertEquals(layout.symbolBytes(), config.symbolBytes(layout.quiltBytes()));
            assertTrue(layout.index().patches().getLast().endColumn() <= layout.columnCount());
        }
    }

    private static List<QuiltItem> randomFiles(EncodingConfig config, Random random) {
        int count = 1 + random.nextInt(Math.min(40, config.secondarySourceCount() - 1));
        List<QuiltItem> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, String> tags =
                    random.nextInt(3) == 0 ? Map.of("k", "v".repeat(random.nextInt(50))) : Map.of();
            long bytes = (long) (Math.exp(random.nextDouble() * 14) - 1);
            files.add(new QuiltItem(new QuiltIdentifier("file " + i), tags, bytes));
        }
        Collections.shuffle(files, random);
        return files;
    }

    /// Lengths of the sections from the layout in walrus-protocol 8.2, counted field by field.
    private static long[] sizes(List<QuiltItem> files) {
        long[] sizes = new long[files.size() + 1];
        sizes[0] = 5 + 1;
        for (int i = 0; i < files.size(); i++) {
            QuiltItem file = files.get(i);
            int name = 1 + file.identifier().text().length();
            int tags = 1;
            for (Map.Entry<String, String> tag : file.tags().entrySet()) {
                tags += 1 + tag.getKey().length() + 1 + tag.getValue().length();
            }
            sizes[0] += 2 + name + tags;
            sizes[i + 1] =
                    6 + 2 + name + (file.tags().isEmpty() ? 0 : 2 + tags) + file.contentBytes();
        }
        return sizes;
    }

    private static int slowSymbolBytes(EncodingConfig config, long[] sizes) {
        long p = config.primarySourceCount();
        long s = config.secondarySourceCount();
        long sum = Arrays.stream(sizes).sum();
        for (long v = 1; v <= 65534; v++) {
            long columns = 0;
            for (long size : sizes) {
                columns += Math.ceilDiv(size, v * p);
            }
            if (v >= Math.ceilDiv(sum, s * p)
                    && v >= Math.ceilDiv(sizes[0], 10 * p)
                    && v >= Math.ceilDiv(5, p)
                    && columns <= s) {
                return (int) (v + v % 2);
            }
        }
        return -1;
    }

    @Test
    void everyPieceOfAQuiltIsTheSameAsInTheWhole() throws IOException {
        Random random = TestSeed.random("QuiltLayoutTest", 4);
        EncodingConfig config = new EncodingConfig(10);
        Map<QuiltIdentifier, QuiltContent> contents = new HashMap<>();
        List<QuiltItem> files = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            byte[] bytes = new byte[i * 37];
            random.nextBytes(bytes);
            QuiltItem file = file("file " + i, bytes.length);
            files.add(file);
            contents.put(file.identifier(), QuiltContent.of(bytes));
        }
        QuiltImage image = QuiltImage.of(QuiltLayout.of(config, files), contents);
        byte[] whole = image.toBytes();
        for (int i = 0; i < 2000; i++) {
            int from = random.nextInt(whole.length + 1);
            int length = random.nextInt(whole.length - from + 1);
            byte[] piece = new byte[length + 2];
            image.read(from, piece, 1, length);
            byte[] expected = new byte[length + 2];
            System.arraycopy(whole, from, expected, 1, length);
            assertArrayEquals(expected, piece);
        }
        assertThrows(
                IndexOutOfBoundsException.class, () -> image.read(whole.length, new byte[1], 0, 1));
    }

    @Test
    void layoutsOfHugeQuiltsNeedNoContents() throws IOException {
        EncodingConfig config = new EncodingConfig(1000);
        long fourGigabytes = 1L << 32;
        QuiltLayout layout =
                QuiltLayout.of(
                        config,
                        List.of(file("a", fourGigabytes - 100), file("b", fourGigabytes - 100)));
        assertTrue(layout.quiltBytes() >= 2 * fourGigabytes - 200);
        Map<QuiltIdentifier, QuiltContent> contents =
                Map.of(
                        new QuiltIdentifier("a"),
                        (position, target, offset, length) ->
                                Arrays.fill(target, offset, offset + length, (byte) 1),
                        new QuiltIdentifier("b"),
                        (position, target, offset, length) ->
                                Arrays.fill(target, offset, offset + length, (byte) 2));
        QuiltImage image = QuiltImage.of(layout, contents);
        int lastColumnOfB = layout.index().patches().getLast().endColumn() - 1;
        byte[] cell = new byte[2];
        image.read(
                (layout.columnCount() + lastColumnOfB) * (long) layout.symbolBytes(), cell, 0, 2);
        assertArrayEquals(new byte[] {2, 2}, cell);
    }

    @Test
    void saysWhyFilesMakeNoQuilt() throws IOException {
        EncodingConfig config = new EncodingConfig(4);
        assertEquals(2, QuiltLayout.of(config, List.of(file("a", 1), file("b", 1))).items().size());
        assertReason(new QuiltLayoutException.Reason.NoFiles(), config, List.of());
        assertReason(
                new QuiltLayoutException.Reason.TooManyFiles(3, 2),
                config,
                List.of(file("a", 1), file("b", 1), file("c", 1)));
        assertReason(
                new QuiltLayoutException.Reason.RepeatedIdentifier(new QuiltIdentifier("a")),
                config,
                List.of(file("a", 1), file("a", 2)));
        assertReason(
                new QuiltLayoutException.Reason.FileTooLarge(
                        new QuiltIdentifier("a"), 4294967295L - 3),
                config,
                List.of(file("a", 4294967295L - 3)));
        // 11 + 15 of headers; one byte less fits
        long columns = 2 * 2 * 65534L;
        assertReason(
                new QuiltLayoutException.Reason.TooLarge(11 + columns + 1, 6 * 65534L),
                config,
                List.of(file("a", columns + 1 - 10)));
        assertEquals(65534, QuiltLayout.of(config, List.of(file("a", columns - 10))).symbolBytes());
        assertThrows(
                IllegalArgumentException.class,
                () -> QuiltLayout.of(new EncodingConfig(3), List.of(file("a", 1))));
    }

    private static void assertReason(
            QuiltLayoutException.Reason reason, EncodingConfig config, List<QuiltItem> files) {
        QuiltLayoutException e =
                assertThrows(QuiltLayoutException.class, () -> QuiltLayout.of(config, files));
        assertEquals(reason, e.reason());
    }

    @Test
    void sortsNamesByTheirUtf8() throws IOException {
        // UTF-16 would put the emoji (D83D…) before U+FF5E
        List<QuiltItem> files = List.of(file("😀", 1), file("～", 1), file("a", 1), file("Z", 1));
        assertEquals(
                List.of("Z", "a", "～", "😀"),
                QuiltLayout.of(new EncodingConfig(10), files).items().stream()
                        .map(item -> item.identifier().text())
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a ",
                "a\n",
                "a\tb",
                "\u0000",
                "a\u007f",
                "a\u0085b",
                "a\u00a0",
                "a\u3000",
                "a\u2028",
                "\uD800",
                "a\uDC00b"
            })
    void refusesNamesThatTheFormatDoesNotAllow(String name) {
        assertThrows(WireFormatException.class, () -> QuiltIdentifier.parse(name));
        assertThrows(IllegalArgumentException.class, () -> new QuiltIdentifier(name));
    }

    @Test
    void namesAreLimitedInBytes() throws IOException {
        String longest = "é".repeat(32766);
        assertEquals(longest, QuiltIdentifier.parse(longest).text());
        QuiltLayout.of(new EncodingConfig(10), List.of(file(longest, 1)));
        assertThrows(WireFormatException.class, () -> QuiltIdentifier.parse(longest + "a"));
        assertEquals(" a b/../c", QuiltIdentifier.parse(" a b/../c").text());
    }

    @Test
    void tagsAreLimitedInBytes() {
        QuiltIdentifier name = new QuiltIdentifier("a");
        // count, key length, three of value length
        int longest = 65535 - 5;
        assertEquals(1, new QuiltItem(name, Map.of("", "v".repeat(longest)), 0).tags().size());
        assertThrows(
                IllegalArgumentException.class,
                () -> new QuiltItem(name, Map.of("", "v".repeat(longest + 1)), 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new QuiltItem(name, Map.of("k", "\uD800"), 0));
    }
}
