// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.Axis;
import haulout.core.SliverIndex;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/// One row (primary) or column (secondary) of a coded blob, as a shard stores it. Nothing of it is
/// checked; see [SliverVerifier].
///
/// Shape of the payload: the source symbols of the row or column one after another.
public final class Sliver {
    /// Largest number that the symbol size field can hold.
    public static final int MAX_SYMBOL_BYTES_FIELD = 0xFFFF;

    private final Axis axis;
    private final SliverIndex index;
    private final int symbolBytes;
    private final byte[] payload;

    /// @param index position on the axis, not the number of the pair
    /// @param symbolBytes bytes of one symbol as stated by the sender, 1…65535
    /// @param payload ownership passes to the sliver: the caller must not change the array any more
    public Sliver(Axis axis, SliverIndex index, int symbolBytes, byte[] payload) {
        if (symbolBytes < 1 || symbolBytes > MAX_SYMBOL_BYTES_FIELD) {
            throw new IllegalArgumentException(
                    "symbols of " + symbolBytes + " bytes, allowed 1 to " + MAX_SYMBOL_BYTES_FIELD);
        }
        this.axis = Objects.requireNonNull(axis);
        this.index = Objects.requireNonNull(index);
        this.symbolBytes = symbolBytes;
        this.payload = Objects.requireNonNull(payload);
    }

    /// Whether it is a row or a column.
    public Axis axis() {
        return axis;
    }

    /// Position on the axis.
    public SliverIndex index() {
        return index;
    }

    /// Bytes of one symbol, as stated by whoever made this sliver.
    public int symbolBytes() {
        return symbolBytes;
    }

    /// Bytes of the payload.
    public int payloadBytes() {
        return payload.length;
    }

    /// The payload: a new read-only view of all of it.
    public ByteBuffer payload() {
        return ByteBuffer.wrap(payload).asReadOnlyBuffer();
    }

    /// The payload itself, for reading only.
    byte[] bytes() {
        return payload;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sliver that
                && axis == that.axis
                && index.equals(that.index)
                && symbolBytes == that.symbolBytes
                && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return Objects.hash(axis, index, symbolBytes, Arrays.hashCode(payload));
    }

    @Override
    public String toString() {
        return AxisText.of(axis)
                + " sliver "
                + index.value()
                + ", "
                + payload.length
                + " bytes in symbols of "
                + symbolBytes;
    }
}
