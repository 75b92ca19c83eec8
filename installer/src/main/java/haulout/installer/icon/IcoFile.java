// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.installer.icon;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// The icon file of Windows: a table of pictures, each a PNG file, which Windows reads from Vista
/// on.
///
/// Source: Microsoft, ICONDIR and ICONDIRENTRY ("Icons", Win32 documentation).
final class IcoFile {
    private static final List<Integer> SIZES = List.of(16, 24, 32, 48, 64, 128, 256);
    private static final int HEADER_BYTES = 6;
    private static final int ENTRY_BYTES = 16;
    private static final short ICON = 1;
    private static final short BITS_PER_PIXEL = 32;

    private IcoFile() {}

    static byte[] of(IconSet icons) {
        int table = HEADER_BYTES + ENTRY_BYTES * SIZES.size();
        int pictures = SIZES.stream().mapToInt(size -> icons.png(size).length).sum();
        ByteBuffer file = ByteBuffer.allocate(table + pictures).order(ByteOrder.LITTLE_ENDIAN);
        file.putShort((short) 0).putShort(ICON).putShort((short) SIZES.size());
        int offset = table;
        for (int size : SIZES) {
            byte[] png = icons.png(size);
            byte side = (byte) size; // 256 is written as 0
            file.put(side).put(side).put((byte) 0).put((byte) 0);
            file.putShort((short) 1).putShort(BITS_PER_PIXEL);
            file.putInt(png.length).putInt(offset);
            offset += png.length;
        }
        SIZES.forEach(size -> file.put(icons.png(size)));
        return file.array();
    }
}
