// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

/// A blob in memory.
final class MemoryBlob implements BlobSource {
    private final byte[] bytes;

    MemoryBlob(byte[] bytes) {
        this.bytes = bytes;
    }

    /// The blob itself, for reading only.
    byte[] bytes() {
        return bytes;
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public void read(long position, byte[] target, int offset, int count) {
        System.arraycopy(bytes, Math.toIntExact(position), target, offset, count);
    }
}
