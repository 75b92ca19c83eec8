// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.shield;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/// The checksum of a block: CRC-32 and CRC-32C, both computed by the processor, together 64 bits.
final class BlockCheck {
    private BlockCheck() {}

    static long of(byte[] bytes, int from, int count) {
        CRC32 high = new CRC32();
        high.update(bytes, from, count);
        CRC32C low = new CRC32C();
        low.update(bytes, from, count);
        return high.getValue() << 32 | low.getValue();
    }

    static long of(ByteBuffer bytes) {
        CRC32 high = new CRC32();
        high.update(bytes.duplicate());
        CRC32C low = new CRC32C();
        low.update(bytes.duplicate());
        return high.getValue() << 32 | low.getValue();
    }
}
