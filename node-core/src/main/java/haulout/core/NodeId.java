// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.core;

import java.util.Objects;

/// Identifier of a storage node: that of its pool on the ledger. Ordered by its bytes.
///
/// @param value the 32 bytes, in the order in which they are sent
public record NodeId(Hash32 value) implements Comparable<NodeId> {
    /// Length in bytes.
    public static final int BYTES = Hash32.BYTES;

    public NodeId {
        Objects.requireNonNull(value);
    }

    /// Reads an array of exactly 32 bytes.
    public static NodeId of(byte[] bytes) {
        return new NodeId(Hash32.of(bytes));
    }

    /// Reads the text form: `0x` and 64 lower-case hex digits.
    ///
    /// @throws WireFormatException if the text is anything else
    public static NodeId parse(String text) throws WireFormatException {
        return new NodeId(HexAddress.parse("node ID", text));
    }

    /// The 32 bytes in a new array.
    public byte[] toBytes() {
        return value.toBytes();
    }

    /// By the bytes, unsigned, first byte first.
    @Override
    public int compareTo(NodeId other) {
        return HashOrder.compare(value, other.value);
    }

    /// The text form: `0x` and 64 lower-case hex digits.
    @Override
    public String toString() {
        return HexAddress.text(value);
    }
}
