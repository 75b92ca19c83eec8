// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.Axis;
import haulout.core.SliverIndex;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/// A symbol that was taken from one sliver and serves to rebuild slivers of the other axis. Nothing
/// of it is checked.
///
/// It is named after its target: a primary decoding symbol came from a secondary sliver. The index
/// of the source sliver is the symbol's position in the target's code.
public final class DecodingSymbol {
    private final Axis target;
    private final SliverIndex source;
    private final byte[] symbol;

    /// @param target the axis of the slivers that this symbol rebuilds
    /// @param source index of the sliver that it was taken from, on the other axis
    /// @param symbol the symbol's bytes; ownership passes: the caller must not change the array any
    ///   more
    public DecodingSymbol(Axis target, SliverIndex source, byte[] symbol) {
        this.target = Objects.requireNonNull(target);
        this.source = Objects.requireNonNull(source);
        this.symbol = Objects.requireNonNull(symbol);
    }

    /// Axis of the slivers that this symbol rebuilds.
    public Axis target() {
        return target;
    }

    /// Index of the sliver that it was taken from, which is of the other axis.
    public SliverIndex source() {
        return source;
    }

    /// Length of the symbol.
    public int symbolBytes() {
        return symbol.length;
    }

    /// The symbol: a new read-only view of all of it.
    public ByteBuffer symbol() {
        return ByteBuffer.wrap(symbol).asReadOnlyBuffer();
    }

    /// The symbol itself, for reading only.
    byte[] bytes() {
        return symbol;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DecodingSymbol that
                && target == that.target
                && source.equals(that.source)
                && Arrays.equals(symbol, that.symbol);
    }

    @Override
    public int hashCode() {
        return Objects.hash(target, source, Arrays.hashCode(symbol));
    }

    @Override
    public String toString() {
        return AxisText.of(target)
                + " decoding symbol of "
                + symbol.length
                + " bytes from "
                + AxisText.of(target.orthogonal())
                + " sliver "
                + source.value();
    }
}
