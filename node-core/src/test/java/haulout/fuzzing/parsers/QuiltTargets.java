// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.fuzzing.parsers;

import static haulout.fuzzing.parsers.Targets.canonical;
import static haulout.fuzzing.parsers.Targets.canonicalText;
import static haulout.fuzzing.parsers.Targets.golden;
import static haulout.fuzzing.parsers.Targets.hexFields;
import static haulout.fuzzing.parsers.Targets.join;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.WireFormatException;
import haulout.fuzzing.FuzzTarget;
import haulout.fuzzing.HostileText;
import haulout.testing.Vectors;
import haulout.wire.quilt.QuiltColumns;
import haulout.wire.quilt.QuiltIdentifier;
import haulout.wire.quilt.QuiltIndex;
import haulout.wire.quilt.QuiltPatch;
import haulout.wire.quilt.QuiltPatchHeader;
import haulout.wire.quilt.QuiltPatchId;
import haulout.wire.quilt.QuiltReader;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The index of a quilt, patch identifiers, names, and whole hostile quilts through the reader.
final class QuiltTargets {
    private static final int MAX_FILE_BYTES = 1 << 20;

    /// What is read is in proportion to the columns, of which a short input has large ones: up to
    /// 43 kB each, ten for the index, and all 171 for a file, which is copied as it grows.
    private static final FuzzTarget.Limits INDEX_COLUMNS =
            new FuzzTarget.Limits(160, 4 << 20, 1000);

    private static final FuzzTarget.Limits ALL_COLUMNS = new FuzzTarget.Limits(160, 48 << 20, 1000);

    private QuiltTargets() {}

    static List<FuzzTarget<?>> all() {
        return List.of(
                canonical(
                                "quilt index",
                                bytes -> QuiltIndex.decode(bytes, 1, 0xFFFF),
                                QuiltIndex::toBytes)
                        .from(join(golden("QuiltIndexV1"), indices())),
                canonical("patch ID", QuiltPatchId::decode, QuiltPatchId::toBytes)
                        .from(List.of(Vectors.hex("11".repeat(32) + "0101000500"))),
                canonicalText("text of a patch ID", QuiltPatchId::parse, QuiltPatchId::toString)
                        .from(patchIds()),
                canonicalText(
                                "name of a file in a quilt",
                                QuiltIdentifier::parse,
                                QuiltIdentifier::text)
                        .from(
                                List.of(
                                        HostileText.bytes("a"),
                                        HostileText.bytes("../with space.txt"),
                                        HostileText.bytes("x".repeat(300)))),
                FuzzTarget.of(
                                "quilt",
                                WireFormatException.class,
                                QuiltTargets::readIndex,
                                QuiltTargets::checkFiles)
                        .within(INDEX_COLUMNS)
                        .costing(2)
                        .from(quilts()),
                FuzzTarget.of(
                                "file of a quilt by its columns",
                                WireFormatException.class,
                                QuiltTargets::readPatch,
                                (input, file) ->
                                        assertEquals(file.header().contentBytes(), file.length()))
                        .within(ALL_COLUMNS)
                        .from(quilts().stream().map(QuiltTargets::withColumns).toList()));
    }

    private static List<JsonNode> smallCases() {
        return Examples.cases("quilts.json").stream()
                .filter(item -> item.path("quiltHex").isTextual())
                .filter(item -> item.get("quiltHex").textValue().length() < 20_000)
                .filter(item -> item.get("symbolSize").intValue() < 256)
                .toList();
    }

    private static List<byte[]> indices() {
        return hexFields(smallCases(), "indexBcsHex").stream()
                .filter(QuiltTargets::fitsFirstColumn)
                .toList();
    }

    /// Whether the columns fit an index that takes one column, as the target has it.
    private static boolean fitsFirstColumn(byte[] index) {
        try {
            QuiltIndex.decode(index, 1, 0xFFFF);
            return true;
        } catch (WireFormatException e) {
            return false;
        }
    }

    private static List<byte[]> patchIds() {
        List<byte[]> ids = new ArrayList<>();
        for (JsonNode item : smallCases()) {
            item.path("patches")
                    .forEach(patch -> ids.add(HostileText.bytes(patch.get("patchId").textValue())));
        }
        return ids;
    }

    /// Number of shards, half the symbol size, and the quilt column by column, as the reader goes
    /// through it; what is missing at the end is zero.
    private static List<byte[]> quilts() {
        List<byte[]> quilts = new ArrayList<>();
        for (JsonNode item : smallCases()) {
            int shards = item.get("nShards").intValue();
            EncodingConfig config = new EncodingConfig(shards);
            int symbolBytes = item.get("symbolSize").intValue();
            byte[] rows = Vectors.hex(item.get("quiltHex"));
            int columns = config.secondarySourceCount();
            int columnBytes = config.sliverBytes(Axis.SECONDARY, symbolBytes);
            byte[] input = new byte[2 + columns * columnBytes];
            input[0] = (byte) shards;
            input[1] = (byte) (symbolBytes / 2);
            for (int i = 0; i < rows.length; i++) {
                int symbol = i / symbolBytes;
                int row = symbol / columns;
                int column = symbol % columns;
                input[2 + column * columnBytes + row * symbolBytes + i % symbolBytes] = rows[i];
            }
            quilts.add(input);
        }
        return quilts;
    }

    /// A quilt with the columns of its first file in front.
    private static byte[] withColumns(byte[] quilt) {
        try {
            QuiltPatch first = readIndex(quilt).index().patches().getFirst();
            byte[] input = new byte[2 + quilt.length];
            input[0] = (byte) first.startColumn();
            input[1] = (byte) first.endColumn();
            System.arraycopy(quilt, 0, input, 2, quilt.length);
            return input;
        } catch (Exception e) {
            throw new AssertionError("vectors", e);
        }
    }

    private static QuiltReader reader(byte[] input, int offset) {
        int shards = input.length > offset ? Math.max(1, input[offset] & 0xFF) : 7;
        int half = input.length > offset + 1 ? Math.max(1, input[offset + 1] & 0xFF) : 1;
        EncodingConfig config = new EncodingConfig(shards);
        int columnBytes = config.sliverBytes(Axis.SECONDARY, 2 * half);
        byte[] copy = input.clone();
        QuiltColumns columns =
                index -> {
                    assertTrue(index.value() < config.secondarySourceCount(), "no such column");
                    long from = offset + 2 + (long) index.value() * columnBytes;
                    return from >= copy.length
                            ? new byte[columnBytes]
                            : Arrays.copyOfRange(copy, (int) from, (int) from + columnBytes);
                };
        return new QuiltReader(config, 2 * half, columns);
    }

    private record Quilt(QuiltReader reader, int columns, QuiltIndex index) {}

    private static Quilt readIndex(byte[] input) throws Exception {
        QuiltReader reader = reader(input, 0);
        int shards = input.length > 0 ? Math.max(1, input[0] & 0xFF) : 7;
        int columns = new EncodingConfig(shards).secondarySourceCount();
        return new Quilt(reader, columns, reader.readIndex());
    }

    /// Every file of the index lies within the quilt, and is refused or read the same in every way.
    private static void checkFiles(byte[] input, Quilt quilt) throws Exception {
        int column = 1;
        for (QuiltPatch patch : quilt.index().patches()) {
            assertTrue(patch.startColumn() >= column && patch.endColumn() > patch.startColumn());
            column = patch.endColumn();
            assertEquals(patch, quilt.index().find(patch.identifier()).orElseThrow());
            checkFile(quilt, patch);
        }
        assertTrue(column <= quilt.columns());
    }

    private static void checkFile(Quilt quilt, QuiltPatch patch) throws Exception {
        ByteArrayOutputStream copied = new ByteArrayOutputStream();
        QuiltPatchHeader header;
        try {
            header = quilt.reader().copy(patch, copied);
        } catch (WireFormatException refused) {
            return;
        }
        assertEquals(header, quilt.reader().readHeader(patch));
        assertEquals(patch.identifier(), header.identifier());
        assertArrayEquals(copied.toByteArray(), quilt.reader().read(patch, MAX_FILE_BYTES));
        QuiltPatchId id = QuiltPatchId.of(BlobId.of(new byte[32]), patch);
        assertArrayEquals(copied.toByteArray(), quilt.reader().read(id, MAX_FILE_BYTES));
    }

    private record PatchFile(QuiltPatchHeader header, int length) {}

    private static PatchFile readPatch(byte[] input) throws Exception {
        int start = input.length > 0 ? input[0] & 0xFF : 1;
        int end = input.length > 1 ? input[1] & 0xFF : 2;
        if (start < 1 || end <= start) {
            throw new WireFormatException("columns", 0, "columns", "none");
        }
        ByteArrayOutputStream contents = new ByteArrayOutputStream();
        QuiltPatchHeader header =
                reader(input, 2)
                        .copy(new QuiltPatchId(BlobId.of(new byte[32]), start, end), contents);
        return new PatchFile(header, contents.size());
    }
}
