// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import haulout.core.Axis;
import haulout.core.SliverIndex;
import haulout.core.WireFormatException;
import haulout.redstuff.Sliver;
import haulout.wire.bcs.BcsReader;
import haulout.wire.bcs.BcsWriter;

/// Layout of a sliver, the body of its GET and PUT requests. It does not say on which axis it is:
/// the path of the request does.
///
/// | Bytes | Field |
/// |---|---|
/// | uleb | payload length |
/// | … | payload: the symbols one after another |
/// | u16 | symbol size, not 0 |
/// | u16 | sliver index |
///
/// With a tag in front (00 primary, 01 secondary) it occurs in answers to shard synchronisation.
/// Source: walrus-core `encoding/slivers.rs`.
public final class SliverFormat {
    /// Fewest bytes of a sliver without a tag.
    static final int MIN_BYTES = 5;

    private static final int MAX_ULEB_BYTES = 5;

    private SliverFormat() {}

    /// The bytes of a sliver, without its axis.
    public static byte[] encode(Sliver sliver) {
        BcsWriter writer = new BcsWriter(sliver.payloadBytes() + ulebBytes(sliver) + 4);
        write(writer, sliver);
        return writer.toBytes();
    }

    /// Reads all of `bytes` as a sliver. Nothing of it is verified.
    ///
    /// @param axis what the path says
    /// @throws WireFormatException if the bytes are not exactly one sliver
    public static Sliver decode(byte[] bytes, Axis axis) throws WireFormatException {
        BcsReader reader = new BcsReader(bytes);
        Sliver sliver = read(reader, axis);
        reader.expectEnd("sliver");
        return sliver;
    }

    /// Bytes behind the payload: the symbol size and the index.
    public static final int TAIL_BYTES = 4;

    /// What stands before a payload, for whoever has it elsewhere.
    ///
    /// @param payloadBytes its length
    public static byte[] head(int payloadBytes) {
        return new BcsWriter(MAX_ULEB_BYTES).uleb(payloadBytes).toBytes();
    }

    /// What stands behind a payload.
    public static byte[] tail(int symbolBytes, SliverIndex index) {
        return new BcsWriter(TAIL_BYTES).u16(symbolBytes).u16(index.value()).toBytes();
    }

    static void write(BcsWriter writer, Sliver sliver) {
        writer.byteString(sliver.payload()).u16(sliver.symbolBytes()).u16(sliver.index().value());
    }

    static Sliver read(BcsReader reader, Axis axis) throws WireFormatException {
        byte[] payload = reader.byteString("sliver payload", Integer.MAX_VALUE);
        int at = reader.offset();
        int symbolBytes = reader.u16("symbol size");
        if (symbolBytes == 0) {
            throw new WireFormatException("symbol size", at, "at least 1", "0");
        }
        SliverIndex index = new SliverIndex(reader.u16("sliver index"));
        return new Sliver(axis, index, symbolBytes, payload);
    }

    static void writeTagged(BcsWriter writer, Sliver sliver) {
        writer.uleb(AxisTag.of(sliver.axis()));
        write(writer, sliver);
    }

    static Sliver readTagged(BcsReader reader) throws WireFormatException {
        return read(reader, AxisTag.read(reader, "type of sliver"));
    }

    private static int ulebBytes(Sliver sliver) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(sliver.payloadBytes() | 1);
        return Math.min(MAX_ULEB_BYTES, Math.ceilDiv(bits, 7));
    }
}
