// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.installer.icon;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The icon file of macOS: blocks of a four-letter type, a length and a PNG file.
///
/// Source: the types that `iconutil` of macOS writes for an icon set.
final class IcnsFile {
    private static final int HEADER_BYTES = 8;

    /// A type and the size of its picture; those from ic11 on are for screens of double density.
    private record Block(String type, int pixels) {}

    private static final List<Block> BLOCKS =
            List.of(
                    new Block("icp4", 16),
                    new Block("icp5", 32),
                    new Block("icp6", 64),
                    new Block("ic07", 128),
                    new Block("ic08", 256),
                    new Block("ic09", 512),
                    new Block("ic10", 1024),
                    new Block("ic11", 32),
                    new Block("ic12", 64),
                    new Block("ic13", 256),
                    new Block("ic14", 512));

    private IcnsFile() {}

    static byte[] of(IconSet icons) {
        int length = HEADER_BYTES;
        for (Block block : BLOCKS) {
            length += HEADER_BYTES + icons.png(block.pixels).length;
        }
        ByteBuffer file = ByteBuffer.allocate(length);
        header(file, "icns", length);
        for (Block block : BLOCKS) {
            byte[] png = icons.png(block.pixels);
            header(file, block.type, HEADER_BYTES + png.length);
            file.put(png);
        }
        return file.array();
    }

    private static void header(ByteBuffer file, String type, int length) {
        file.put(type.getBytes(StandardCharsets.US_ASCII)).putInt(length);
    }
}
