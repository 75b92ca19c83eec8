// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import haulout.core.Axis;
import haulout.core.WireFormatException;
import haulout.redstuff.UnverifiedBlobMetadata;
import haulout.wire.bcs.BcsReader;
import haulout.wire.bcs.BcsWriter;
import haulout.wire.quilt.QuiltIndex;
import haulout.wire.quilt.QuiltPatchId;
import java.util.LinkedHashMap;
import java.util.Map;

/// Every binary structure by the name that the vectors give it: its decoder, and its encoder for
/// what the decoder made.
final class Structures {
    /// One kind of bytes.
    ///
    /// @param decode answers only with a value or [WireFormatException]
    /// @param encode of what `decode` made
    record Structure(Decoding decode, Encoding encode) {
        byte[] reencode(byte[] bytes) throws WireFormatException {
            return encode.encode(decode.decode(bytes));
        }
    }

    interface Decoding {
        Object decode(byte[] bytes) throws WireFormatException;
    }

    interface Encoding {
        byte[] encode(Object value);
    }

    private interface TypedDecoding<T> {
        T decode(byte[] bytes) throws WireFormatException;
    }

    private interface TypedEncoding<T> {
        byte[] encode(T value);
    }

    private static final Map<String, Structure> BY_NAME = new LinkedHashMap<>();

    static {
        add("SliverData", b -> SliverFormat.decode(b, Axis.PRIMARY), SliverFormat::encode);
        add(
                "DecodingSymbol",
                b -> SymbolFormat.decodeDecodingSymbol(b, Axis.PRIMARY),
                SymbolFormat::encodeDecodingSymbol);
        add(
                "RecoverySymbol",
                b -> SymbolFormat.decodeRecoverySymbol(b, Axis.SECONDARY),
                SymbolFormat::encodeRecoverySymbol);
        add(
                "GeneralRecoverySymbol",
                SymbolFormat::decodeGeneralRecoverySymbol,
                SymbolFormat::encodeGeneralRecoverySymbol);
        add(
                "GET recoverySymbols",
                SymbolFormat::decodeRecoverySymbols,
                SymbolFormat::encodeRecoverySymbols);
        add(
                "GET decodingSymbols",
                SymbolFormat::decodeDecodingSymbols,
                SymbolFormat::encodeDecodingSymbols);
        add(
                "POST inconsistencyProof",
                b -> SymbolFormat.decodeProof(b, Axis.PRIMARY),
                SymbolFormat::encodeProof);
        add("MerkleNode", whole(MerkleFormat::readNode), written(MerkleFormat::writeNode));
        add("MerkleProof", whole(MerkleFormat::readPath), written(MerkleFormat::writePath));
        add("Sliver", whole(SliverFormat::readTagged), written(SliverFormat::writeTagged));
        add("SymbolId", SymbolFormat::decodeId, SymbolFormat::encodeId);
        add("POST sync_shard", SignedMessage::decode, SignedMessage::toBytes);
        add("SignedMessage", SignedMessage::decode, SignedMessage::toBytes);
        add(
                "SyncShardResponse",
                b -> SyncedSliver.decodeAnswer(b, 100_000),
                SyncedSliver::encodeAnswer);
        addMessage("SyncShardMsg", ProtocolMessage.SyncShard.class);
        addMessage("ProofOfPossessionMsg", ProtocolMessage.ProofOfPossession.class);
        addMessage("InvalidBlobIdMsg", ProtocolMessage.InvalidBlobId.class);
        addMessage("Confirmation", ProtocolMessage.StorageConfirmation.class);
        addMessage("DenyListUpdate", ProtocolMessage.DenyListUpdate.class);
        addMessage("DenyListBlobDeleted", ProtocolMessage.DenyListedBlobDeleted.class);
        addMessage("ProtocolVersion", ProtocolMessage.ProtocolVersion.class);
        add("ProtocolMessageCertificate", MessageCertificate::decode, MessageCertificate::toBytes);
        add("BlobMetadata", MetadataFormat::decode, MetadataFormat::encode);
        add(
                "BlobMetadataWithId",
                MetadataFormat::decodeWithId,
                (UnverifiedBlobMetadata m) ->
                        MetadataFormat.encodeWithId(m.blobId(), m.metadata()));
        add("QuiltIndexV1", b -> QuiltIndex.decode(b, 1, 0xFFFF), QuiltIndex::toBytes);
        add("QuiltPatchId", QuiltPatchId::decode, QuiltPatchId::toBytes);
        add("HashedAuthPackage", HashedAuthPackage::decode, HashedAuthPackage::toBytes);
        add(
                "Vec<u8>",
                whole(r -> r.byteString("bytes", Integer.MAX_VALUE)),
                v -> new BcsWriter().byteString(v).toBytes());
        add(
                "String",
                whole(r -> r.string("text", Integer.MAX_VALUE)),
                v -> new BcsWriter().string(v).toBytes());
        add("bool", whole(r -> r.bool("bool")), v -> new BcsWriter().bool(v).toBytes());
        add("u16", whole(r -> r.u16("u16")), v -> new BcsWriter().u16(v).toBytes());
        add("u32", whole(r -> r.u32("u32")), v -> new BcsWriter().u32(v).toBytes());
        add("u64", whole(r -> r.u64("u64")), v -> new BcsWriter().u64(v).toBytes());
    }

    private Structures() {}

    /// All of them.
    static Map<String, Structure> all() {
        return BY_NAME;
    }

    /// The structure that a case is about: the longest name that the case's begins with.
    static Structure of(String caseName) {
        return BY_NAME.entrySet().stream()
                .filter(entry -> caseName.startsWith(entry.getKey()))
                .max((a, b) -> Integer.compare(a.getKey().length(), b.getKey().length()))
                .orElseThrow(() -> new AssertionError("no structure for case " + caseName))
                .getValue();
    }

    private static <M extends ProtocolMessage> void addMessage(String name, Class<M> kind) {
        add(name, b -> ProtocolMessage.decode(b, kind), ProtocolMessage::toBytes);
    }

    @SuppressWarnings("unchecked")
    private static <T> void add(String name, TypedDecoding<T> decode, TypedEncoding<T> encode) {
        BY_NAME.put(name, new Structure(decode::decode, value -> encode.encode((T) value)));
    }

    private static <T> TypedEncoding<T> written(BcsWriter.Encoder<T> encoder) {
        return value -> {
            BcsWriter writer = new BcsWriter();
            encoder.encode(writer, value);
            return writer.toBytes();
        };
    }

    private static <T> TypedDecoding<T> whole(BcsReader.Decoder<T> decoder) {
        return bytes -> {
            BcsReader reader = new BcsReader(bytes);
            T value = decoder.decode(reader);
            reader.expectEnd("value");
            return value;
        };
    }
}
