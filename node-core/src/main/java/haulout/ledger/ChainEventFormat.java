// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger;

import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.core.ShardIndex;
import haulout.core.WireFormatException;
import haulout.wire.bcs.BcsReader;
import haulout.wire.bcs.BcsWriter;
import java.util.List;

/// The bytes of events, as they are kept: one byte for the kind, then the fields in their order.
///
/// A number or a layout once used never gets another meaning.
public final class ChainEventFormat {
    // because a network has at most so many
    private static final int MAX_SHARDS = 1 << 16;
    private static final int MAX_NAME_BYTES = 256;
    private static final int KINDS = 10;

    private ChainEventFormat() {}

    /// The bytes of an event.
    public static byte[] encode(ChainEvent event) {
        BcsWriter writer = new BcsWriter();
        switch (event) {
            case ChainEvent.BlobRegistered registered -> write(writer.u8(0), registered);
            case ChainEvent.BlobCertified certified -> write(writer.u8(1), certified);
            case ChainEvent.BlobDeleted(
                            var epoch,
                            var blob,
                            var end,
                            var object,
                            var wasCertified) ->
                    head(writer.u8(2), epoch)
                            .hash32(blob.hash())
                            .u32(end.value())
                            .hash32(object.value())
                            .bool(wasCertified);
            case ChainEvent.InvalidBlobId(var epoch, var blob) ->
                    head(writer.u8(3), epoch).hash32(blob.hash());
            case ChainEvent.EpochParametersSelected(var epoch, var next) ->
                    head(writer.u8(4), epoch).u32(next.value());
            case ChainEvent.EpochChangeStart(var epoch) -> head(writer.u8(5), epoch);
            case ChainEvent.EpochChangeDone(var epoch) -> head(writer.u8(6), epoch);
            case ChainEvent.ShardsReceived(var epoch, var shards) ->
                    shards(head(writer.u8(7), epoch), shards);
            case ChainEvent.ShardRecoveryStart(var epoch, var shards) ->
                    shards(head(writer.u8(8), epoch), shards);
            case ChainEvent.Notice(var epoch, var name, var node) ->
                    head(writer.u8(9), epoch).string(name).hash32(node.value());
        }
        return writer.toBytes();
    }

    private static void write(BcsWriter writer, ChainEvent.BlobRegistered event) {
        head(writer, event.epoch())
                .hash32(event.blobId().hash())
                .u64(event.size())
                .u8(event.encodingType())
                .u32(event.endEpoch().value())
                .bool(event.deletable())
                .hash32(event.objectId().value());
    }

    private static void write(BcsWriter writer, ChainEvent.BlobCertified event) {
        head(writer, event.epoch())
                .hash32(event.blobId().hash())
                .u32(event.endEpoch().value())
                .bool(event.deletable())
                .hash32(event.objectId().value())
                .bool(event.isExtension());
    }

    private static BcsWriter head(BcsWriter writer, Epoch epoch) {
        return writer.u32(epoch.value());
    }

    private static void shards(BcsWriter writer, List<ShardIndex> shards) {
        writer.list(shards, (out, shard) -> out.u16(shard.value()));
    }

    /// Reads all of `bytes` as an event.
    ///
    /// @throws WireFormatException if the bytes are anything else
    public static ChainEvent decode(byte[] bytes) throws WireFormatException {
        BcsReader reader = new BcsReader(bytes);
        int kind = reader.tag("kind of event", KINDS);
        Epoch epoch = epoch(reader);
        ChainEvent event =
                switch (kind) {
                    case 0 ->
                            new ChainEvent.BlobRegistered(
                                    epoch,
                                    blob(reader),
                                    reader.u64("size"),
                                    reader.u8("encoding"),
                                    epoch(reader),
                                    reader.bool("deletable"),
                                    object(reader));
                    case 1 ->
                            new ChainEvent.BlobCertified(
                                    epoch,
                                    blob(reader),
                                    epoch(reader),
                                    reader.bool("deletable"),
                                    object(reader),
                                    reader.bool("extension"));
                    case 2 ->
                            new ChainEvent.BlobDeleted(
                                    epoch,
                                    blob(reader),
                                    epoch(reader),
                                    object(reader),
                                    reader.bool("was certified"));
                    case 3 -> new ChainEvent.InvalidBlobId(epoch, blob(reader));
                    case 4 -> new ChainEvent.EpochParametersSelected(epoch, epoch(reader));
                    case 5 -> new ChainEvent.EpochChangeStart(epoch);
                    case 6 -> new ChainEvent.EpochChangeDone(epoch);
                    case 7 -> new ChainEvent.ShardsReceived(epoch, shards(reader));
                    case 8 -> new ChainEvent.ShardRecoveryStart(epoch, shards(reader));
                    default ->
                            new ChainEvent.Notice(
                                    epoch,
                                    reader.string("name", MAX_NAME_BYTES),
                                    new NodeId(reader.hash32("node")));
                };
        reader.expectEnd("event");
        return event;
    }

    private static Epoch epoch(BcsReader reader) throws WireFormatException {
        return new Epoch(reader.u32("epoch"));
    }

    private static BlobId blob(BcsReader reader) throws WireFormatException {
        return new BlobId(reader.hash32("blob ID"));
    }

    private static ObjectId object(BcsReader reader) throws WireFormatException {
        return new ObjectId(reader.hash32("object"));
    }

    private static List<ShardIndex> shards(BcsReader reader) throws WireFormatException {
        return reader.list("shards", 2, MAX_SHARDS, r -> new ShardIndex(r.u16("shard")));
    }
}
