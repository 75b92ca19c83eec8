// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire.quilt;

import haulout.wire.bcs.BcsWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The bytes of a quilt, of which any piece can be had without the others: memory is needed for the
/// index and the headers only.
///
/// Byte i of a section that starts in column c0 lies in column c = c0 + floor(i / column) and, with
/// o = i mod column, in row r = floor(o / symbol), at (r·s + c)·symbol + o mod symbol. Threads: may
/// be shared if the contents may.
public final class QuiltImage {
    private final QuiltLayout layout;
    private final List<Section> sections;
    // for each column the number of its section, or −1 behind the last
    private final int[] sectionOfColumn;

    private record Section(
            int startColumn, Prefix prefix, QuiltContent content, long contentBytes) {}

    /// What stands in a section before the contents.
    private static final class Prefix {
        private final byte[] bytes;

        private Prefix(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    private QuiltImage(QuiltLayout layout, List<Section> sections, int[] sectionOfColumn) {
        this.layout = layout;
        this.sections = sections;
        this.sectionOfColumn = sectionOfColumn;
    }

    /// The quilt with this layout and these contents.
    ///
    /// @param contents for each file of the layout
    public static QuiltImage of(
            QuiltLayout layout, Map<QuiltIdentifier, ? extends QuiltContent> contents) {
        int[] sectionOfColumn = new int[layout.columnCount()];
        Arrays.fill(sectionOfColumn, -1);
        List<Section> sections = new ArrayList<>();
        byte[] index = layout.index().toBytes();
        byte[] indexSection =
                new BcsWriter(QuiltIndex.HEADER_BYTES + index.length)
                        .u8(QuiltVersion.V1)
                        .u32(index.length)
                        .fixedBytes(index)
                        .toBytes();
        sections.add(new Section(0, new Prefix(indexSection), QuiltContent.of(new byte[0]), 0));
        int firstColumn = layout.index().patches().getFirst().startColumn();
        Arrays.fill(sectionOfColumn, 0, firstColumn, 0);
        for (int i = 0; i < layout.items().size(); i++) {
            QuiltItem item = layout.items().get(i);
            QuiltPatch patch = layout.index().patches().get(i);
            QuiltContent content =
                    Optional.<QuiltContent>ofNullable(contents.get(item.identifier()))
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "no contents for " + item.identifier()));
            Arrays.fill(sectionOfColumn, patch.startColumn(), patch.endColumn(), sections.size());
            sections.add(
                    new Section(
                            patch.startColumn(),
                            new Prefix(QuiltPatchHeader.encode(item)),
                            content,
                            item.contentBytes()));
        }
        return new QuiltImage(layout, List.copyOf(sections), sectionOfColumn);
    }

    /// The layout.
    public QuiltLayout layout() {
        return layout;
    }

    /// Length of the quilt.
    public long quiltBytes() {
        return layout.quiltBytes();
    }

    /// Puts `length` bytes of the quilt from `position` on into `target` from `offset` on.
    ///
    /// @throws IndexOutOfBoundsException if they are not all within the quilt and the array
    /// @throws IOException if contents cannot be read
    public void read(long position, byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(position, length, quiltBytes());
        Objects.checkFromIndexSize(offset, length, target.length);
        int symbolBytes = layout.symbolBytes();
        long at = position;
        for (int done = 0; done < length; ) {
            long symbol = at / symbolBytes;
            int within = (int) (at % symbolBytes);
            int row = (int) (symbol / layout.columnCount());
            int column = (int) (symbol % layout.columnCount());
            int count = Math.min(length - done, symbolBytes - within);
            readCell(column, row * symbolBytes + within, target, offset + done, count);
            done += count;
            at += count;
        }
    }

    /// A column of the quilt, from top to bottom: the payload of its secondary sliver.
    ///
    /// @throws IOException if contents cannot be read
    public byte[] column(int column) throws IOException {
        Objects.checkIndex(column, layout.columnCount());
        byte[] payload = new byte[layout.columnBytes()];
        readCell(column, 0, payload, 0, payload.length);
        return payload;
    }

    /// All of a small quilt.
    ///
    /// @throws ArithmeticException if it is 2 GiB or more
    /// @throws IOException if contents cannot be read
    public byte[] toBytes() throws IOException {
        byte[] bytes = new byte[Math.toIntExact(quiltBytes())];
        read(0, bytes, 0, bytes.length);
        return bytes;
    }

    /// Bytes of one column from `start` of the column on.
    private void readCell(int column, int start, byte[] target, int offset, int count)
            throws IOException {
        int number = sectionOfColumn[column];
        if (number < 0) {
            Arrays.fill(target, offset, offset + count, (byte) 0);
            return;
        }
        Section section = sections.get(number);
        byte[] prefix = section.prefix().bytes;
        long from = (long) (column - section.startColumn()) * layout.columnBytes() + start;
        long prefixEnd = prefix.length;
        long contentEnd = prefixEnd + section.contentBytes();
        int fromPrefix = part(from, 0, prefixEnd, count);
        if (fromPrefix > 0) {
            System.arraycopy(prefix, (int) from, target, offset, fromPrefix);
        }
        int fromContent = part(from + fromPrefix, prefixEnd, contentEnd, count - fromPrefix);
        if (fromContent > 0) {
            long contentPosition = from + fromPrefix - prefixEnd;
            section.content().read(contentPosition, target, offset + fromPrefix, fromContent);
        }
        Arrays.fill(target, offset + fromPrefix + fromContent, offset + count, (byte) 0);
    }

    /// How many of the `count` bytes from `from` on lie between `start` and `end`, if the first one
    /// does.
    private static int part(long from, long start, long end, int count) {
        return from < start || from >= end ? 0 : (int) Math.min(count, end - from);
    }
}
