// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire.quilt;

import haulout.core.SliverIndex;
import haulout.core.WireFormatException;
import java.io.IOException;
import java.io.OutputStream;

/// The bytes of a run of columns, one after another; at most one column is kept.
final class QuiltSectionInput {
    private static final byte[] NONE = {};

    private final QuiltColumns columns;
    private final int startColumn;
    private final int columnBytes;
    private final long lengthBytes;
    private byte[] current = NONE;
    private int currentColumn = -1;
    private long position;

    QuiltSectionInput(QuiltColumns columns, int startColumn, int endColumn, int columnBytes) {
        this.columns = columns;
        this.startColumn = startColumn;
        this.columnBytes = columnBytes;
        this.lengthBytes = (long) (endColumn - startColumn) * columnBytes;
    }

    long position() {
        return position;
    }

    long remaining() {
        return lengthBytes - position;
    }

    byte[] take(String what, int count) throws IOException {
        require(what, count);
        byte[] bytes = new byte[count];
        for (int done = 0; done < count; ) {
            load();
            int from = (int) (position % columnBytes);
            int length = Math.min(count - done, columnBytes - from);
            System.arraycopy(current, from, bytes, done, length);
            done += length;
            position += length;
        }
        return bytes;
    }

    void transferTo(OutputStream target, String what, long count) throws IOException {
        require(what, count);
        for (long left = count; left > 0; ) {
            load();
            int from = (int) (position % columnBytes);
            int length = (int) Math.min(left, columnBytes - from);
            target.write(current, from, length);
            left -= length;
            position += length;
        }
    }

    private void require(String what, long count) throws WireFormatException {
        if (count > remaining()) {
            throw new WireFormatException(
                    what, position, count + " bytes", remaining() + " in its columns");
        }
    }

    private void load() throws IOException {
        int column = startColumn + (int) (position / columnBytes);
        if (column == currentColumn) {
            return;
        }
        byte[] payload = columns.column(new SliverIndex(column));
        if (payload.length != columnBytes) {
            throw new WireFormatException(
                    "column " + column, 0, columnBytes + " bytes", payload.length + " bytes");
        }
        current = payload;
        currentColumn = column;
    }
}
