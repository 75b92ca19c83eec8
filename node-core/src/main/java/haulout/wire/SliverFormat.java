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

    /// Most bytes that stand before a payload.
    public static final int MOST_HEAD_BYTES = 5;

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
        return new BcsWriter(MOST_HEAD_BYTES).uleb(payloadBytes).toBytes();
    }

    /// What stands behind a payload.
    public static byte[] tail(int symbolBytes, SliverIndex index) {
        return new BcsWriter(TAIL_BYTES).u16(symbolBytes).u16(index.value()).toBytes();
    }

    /// How long the payload of a sliver is.
    ///
    /// @param head its first [#MOST_HEAD_BYTES] bytes, or all of them if there are fewer
    /// @param wholeBytes how long all of it is
    /// @throws WireFormatException if a sliver with such a payload has another length
    public static int payloadBytes(byte[] head, long wholeBytes) throws WireFormatException {
        BcsReader reader = new BcsReader(head);
        long length = reader.uleb("sliver payload");
        long fitting = wholeBytes - reader.offset() - TAIL_BYTES;
        if (length != fitting || length > Integer.MAX_VALUE) {
            throw new WireFormatException("sliver payload", 0, fitting + " bytes", length + "");
        }
        return (int) length;
    }

    /// A sliver whose payload lies in an array of its own. Nothing of it is verified.
    ///
    /// @param payload ownership passes to the sliver
    /// @param tail what stands behind it
    /// @throws WireFormatException if that is not exactly a tail
    public static Sliver decode(byte[] payload, byte[] tail, Axis axis) throws WireFormatException {
        BcsReader reader = new BcsReader(tail);
        Sliver sliver = read(reader, axis, payload);
        reader.expectEnd("sliver");
        return sliver;
    }

    static void write(BcsWriter writer, Sliver sliver) {
        writer.byteString(sliver.payload()).u16(sliver.symbolBytes()).u16(sliver.index().value());
    }

    static Sliver read(BcsReader reader, Axis axis) throws WireFormatException {
        return read(reader, axis, reader.byteString("sliver payload", Integer.MAX_VALUE));
    }

    private static Sliver read(BcsReader reader, Axis axis, byte[] payload)
            throws WireFormatException {
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
        return Math.min(MOST_HEAD_BYTES, Math.ceilDiv(bits, 7));
    }
}
