// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import static java.util.Objects.requireNonNull;

import haulout.core.Axis;
import haulout.core.SliverIndex;
import haulout.core.WireFormatException;
import haulout.redstuff.DecodingSymbol;
import haulout.redstuff.GeneralRecoverySymbol;
import haulout.redstuff.InconsistencyProof;
import haulout.redstuff.RecoverySymbol;
import haulout.redstuff.SymbolId;
import haulout.wire.bcs.BcsReader;
import haulout.wire.bcs.BcsWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Layouts of the symbols that nodes exchange to rebuild slivers, and of inconsistency proofs.
///
/// | Structure | Layout |
/// |---|---|
/// | symbol ID | u16 primary index, u16 secondary index |
/// | decoding symbol | u16 index of the source sliver, bytes |
/// | … of either axis | tag (00 rebuilds a primary, 01 a secondary sliver), decoding symbol |
/// | recovery symbol | decoding symbol, Merkle path |
/// | general recovery symbol | decoding symbol of either axis, u16 target index, Merkle path |
/// | inconsistency proof | u16 target index, list of recovery symbols; the path says the axis |
///
/// Nothing that is read here is verified. Source: walrus-core `encoding/symbols.rs`,
/// `inconsistency.rs`.
public final class SymbolFormat {
    // index, length
    private static final int MIN_SYMBOL_BYTES = 3;

    // with tag
    private static final int MIN_EITHER_SYMBOL_BYTES = 1 + MIN_SYMBOL_BYTES;

    // with the length of the path
    private static final int MIN_RECOVERY_SYMBOL_BYTES = MIN_SYMBOL_BYTES + 1;

    // with tag, target index and the length of the path
    private static final int MIN_GENERAL_SYMBOL_BYTES = MIN_EITHER_SYMBOL_BYTES + 3;

    // target index, length of the list
    private static final int MIN_TARGET_BYTES = 3;

    // as the symbol size of slivers
    private static final int MAX_SYMBOL_BYTES = 0xFFFF;

    // a node holds at most one sliver pair of a blob for each of 65535 shards, and each of its two
    // slivers may be asked for each symbol
    private static final int MAX_SYMBOLS = 2 * 0xFFFF;

    private SymbolFormat() {}

    /// The 4 bytes of a symbol ID.
    public static byte[] encodeId(SymbolId id) {
        return new BcsWriter(4).u16(id.primary().value()).u16(id.secondary().value()).toBytes();
    }

    /// Reads all of `bytes` as a symbol ID.
    public static SymbolId decodeId(byte[] bytes) throws WireFormatException {
        BcsReader reader = new BcsReader(bytes);
        SliverIndex primary = new SliverIndex(reader.u16("primary index"));
        SymbolId id = new SymbolId(primary, new SliverIndex(reader.u16("secondary index")));
        reader.expectEnd("symbol ID");
        return id;
    }

    /// The bytes of a decoding symbol, without its axis.
    public static byte[] encodeDecodingSymbol(DecodingSymbol symbol) {
        BcsWriter writer = new BcsWriter();
        writeSymbol(writer, symbol);
        return writer.toBytes();
    }

    /// Reads all of `bytes` as a decoding symbol.
    ///
    /// @param target axis of the slivers that the symbol rebuilds, which the bytes do not tell
    public static DecodingSymbol decodeDecodingSymbol(byte[] bytes, Axis target)
            throws WireFormatException {
        return whole(bytes, "decoding symbol", reader -> readSymbol(reader, target));
    }

    /// The bytes of a recovery symbol, without its axis.
    public static byte[] encodeRecoverySymbol(RecoverySymbol symbol) {
        BcsWriter writer = new BcsWriter();
        writeRecoverySymbol(writer, symbol);
        return writer.toBytes();
    }

    /// Reads all of `bytes` as a recovery symbol.
    ///
    /// @param target axis of the sliver that the symbol rebuilds, which the bytes do not tell
    public static RecoverySymbol decodeRecoverySymbol(byte[] bytes, Axis target)
            throws WireFormatException {
        return whole(bytes, "recovery symbol", reader -> readRecoverySymbol(reader, target));
    }

    /// The bytes of a general recovery symbol.
    public static byte[] encodeGeneralRecoverySymbol(GeneralRecoverySymbol symbol) {
        BcsWriter writer = new BcsWriter();
        writeGeneralSymbol(writer, symbol);
        return writer.toBytes();
    }

    /// Reads all of `bytes` as a general recovery symbol.
    public static GeneralRecoverySymbol decodeGeneralRecoverySymbol(byte[] bytes)
            throws WireFormatException {
        return whole(bytes, "recovery symbol", SymbolFormat::readGeneralSymbol);
    }

    /// The answer to GET recoverySymbols.
    public static byte[] encodeRecoverySymbols(List<GeneralRecoverySymbol> symbols) {
        return new BcsWriter().list(symbols, SymbolFormat::writeGeneralSymbol).toBytes();
    }

    /// Reads all of `bytes` as the answer to GET recoverySymbols.
    public static List<GeneralRecoverySymbol> decodeRecoverySymbols(byte[] bytes)
            throws WireFormatException {
        return whole(
                bytes,
                "recovery symbols",
                reader ->
                        reader.list(
                                "recovery symbols",
                                MIN_GENERAL_SYMBOL_BYTES,
                                MAX_SYMBOLS,
                                SymbolFormat::readGeneralSymbol));
    }

    /// The answer to GET decodingSymbols: for each target sliver the symbols that rebuild it.
    ///
    /// The targets are written in the order of their bytes: 256 stands before 1.
    public static byte[] encodeDecodingSymbols(Map<SliverIndex, List<DecodingSymbol>> symbols) {
        return new BcsWriter()
                .map(
                        symbols,
                        (writer, target) -> writer.u16(target.value()),
                        (writer, list) -> writer.list(list, SymbolFormat::writeEitherSymbol))
                .toBytes();
    }

    /// The same in pieces, to be sent one behind the other. The symbols are taken out of the map as
    /// they are written, so that no more than those of one target are in memory twice.
    ///
    /// @return not empty
    public static List<byte[]> takeDecodingSymbols(Map<SliverIndex, List<DecodingSymbol>> symbols) {
        List<byte[]> pieces = new ArrayList<>();
        pieces.add(new BcsWriter().uleb(symbols.size()).toBytes());
        List<SliverIndex> targets =
                symbols.keySet().stream().sorted(SymbolFormat::compareByBytes).toList();
        for (SliverIndex target : targets) {
            List<DecodingSymbol> its = requireNonNull(symbols.remove(target));
            pieces.add(
                    new BcsWriter(1 << 10)
                            .u16(target.value())
                            .list(its, SymbolFormat::writeEitherSymbol)
                            .toBytes());
        }
        return pieces;
    }

    // as a map sorts its keys
    private static int compareByBytes(SliverIndex a, SliverIndex b) {
        int byLow = Integer.compare(a.value() & 0xFF, b.value() & 0xFF);
        return byLow != 0 ? byLow : Integer.compare(a.value() >> 8, b.value() >> 8);
    }

    /// Reads all of `bytes` as the answer to GET decodingSymbols.
    ///
    /// @return for each target sliver its symbols, in the order of the bytes
    public static SequencedMap<SliverIndex, List<DecodingSymbol>> decodeDecodingSymbols(
            byte[] bytes) throws WireFormatException {
        return whole(
                bytes,
                "decoding symbols",
                reader ->
                        reader.map(
                                "decoding symbols",
                                MIN_TARGET_BYTES,
                                0x10000,
                                key -> new SliverIndex(key.u16("target index")),
                                value ->
                                        value.list(
                                                "decoding symbols",
                                                MIN_EITHER_SYMBOL_BYTES,
                                                MAX_SYMBOLS,
                                                SymbolFormat::readEitherSymbol)));
    }

    /// The body of a POST of an inconsistency proof, without its axis.
    public static byte[] encodeProof(InconsistencyProof proof) {
        return new BcsWriter()
                .u16(proof.target().value())
                .list(proof.symbols(), SymbolFormat::writeRecoverySymbol)
                .toBytes();
    }

    /// Reads all of `bytes` as an inconsistency proof.
    ///
    /// @param targetAxis what the path says
    public static InconsistencyProof decodeProof(byte[] bytes, Axis targetAxis)
            throws WireFormatException {
        return whole(
                bytes,
                "inconsistency proof",
                reader -> {
                    SliverIndex target = new SliverIndex(reader.u16("target index"));
                    return new InconsistencyProof(
                            targetAxis,
                            target,
                            reader.list(
                                    "symbols of the proof",
                                    MIN_RECOVERY_SYMBOL_BYTES,
                                    0xFFFF,
                                    element -> readRecoverySymbol(element, targetAxis)));
                });
    }

    private static <T> T whole(byte[] bytes, String what, BcsReader.Decoder<T> decoder)
            throws WireFormatException {
        BcsReader reader = new BcsReader(bytes);
        T value = decoder.decode(reader);
        reader.expectEnd(what);
        return value;
    }

    private static void writeSymbol(BcsWriter writer, DecodingSymbol symbol) {
        writer.u16(symbol.source().value()).byteString(symbol.symbol());
    }

    private static DecodingSymbol readSymbol(BcsReader reader, Axis target)
            throws WireFormatException {
        SliverIndex source = new SliverIndex(reader.u16("source index"));
        return new DecodingSymbol(target, source, reader.byteString("symbol", MAX_SYMBOL_BYTES));
    }

    private static void writeEitherSymbol(BcsWriter writer, DecodingSymbol symbol) {
        writer.uleb(AxisTag.of(symbol.target()));
        writeSymbol(writer, symbol);
    }

    private static DecodingSymbol readEitherSymbol(BcsReader reader) throws WireFormatException {
        return readSymbol(reader, AxisTag.read(reader, "target axis"));
    }

    private static void writeRecoverySymbol(BcsWriter writer, RecoverySymbol symbol) {
        writeSymbol(writer, symbol.symbol());
        MerkleFormat.writePath(writer, symbol.path());
    }

    private static RecoverySymbol readRecoverySymbol(BcsReader reader, Axis target)
            throws WireFormatException {
        DecodingSymbol symbol = readSymbol(reader, target);
        return new RecoverySymbol(symbol, MerkleFormat.readPath(reader));
    }

    private static void writeGeneralSymbol(BcsWriter writer, GeneralRecoverySymbol symbol) {
        writeEitherSymbol(writer, symbol.proven().symbol());
        writer.u16(symbol.target().value());
        MerkleFormat.writePath(writer, symbol.proven().path());
    }

    private static GeneralRecoverySymbol readGeneralSymbol(BcsReader reader)
            throws WireFormatException {
        DecodingSymbol symbol = readEitherSymbol(reader);
        SliverIndex target = new SliverIndex(reader.u16("target index"));
        return new GeneralRecoverySymbol(
                new RecoverySymbol(symbol, MerkleFormat.readPath(reader)), target);
    }
}
