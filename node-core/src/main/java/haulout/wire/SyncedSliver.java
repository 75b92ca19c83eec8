// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import haulout.core.BlobId;
import haulout.core.WireFormatException;
import haulout.redstuff.Sliver;
import haulout.wire.bcs.BcsReader;
import haulout.wire.bcs.BcsWriter;
import java.util.List;
import java.util.Objects;

/// An item of the answer to a shard synchronisation request. Nothing of it is verified.
///
/// The answer is a version (00) and a list of items, each the 32 bytes of the blob ID and the
/// sliver with the tag of its axis. Source: walrus-core `messages/sync_shard.rs`.
///
/// @param blobId the blob that the sliver is said to belong to
/// @param sliver the sliver
public record SyncedSliver(BlobId blobId, Sliver sliver) {
    // identifier, tag, sliver
    private static final int MIN_BYTES = BlobId.BYTES + 1 + SliverFormat.MIN_BYTES;

    public SyncedSliver {
        Objects.requireNonNull(blobId);
        Objects.requireNonNull(sliver);
    }

    /// The bytes of an answer.
    public static byte[] encodeAnswer(List<SyncedSliver> items) {
        return new BcsWriter()
                .uleb(0)
                .list(
                        items,
                        (writer, item) -> {
                            writer.hash32(item.blobId().hash());
                            SliverFormat.writeTagged(writer, item.sliver());
                        })
                .toBytes();
    }

    /// Reads all of `bytes` as an answer.
    ///
    /// @param maxCount how many slivers were asked for
    /// @throws WireFormatException if the bytes are anything else, or more slivers
    public static List<SyncedSliver> decodeAnswer(byte[] bytes, int maxCount)
            throws WireFormatException {
        BcsReader reader = new BcsReader(bytes);
        reader.tag("version of the answer", 1);
        List<SyncedSliver> items = reader.list("slivers", MIN_BYTES, maxCount, SyncedSliver::read);
        reader.expectEnd("answer to shard synchronisation");
        return items;
    }

    private static SyncedSliver read(BcsReader reader) throws WireFormatException {
        BlobId blobId = new BlobId(reader.hash32("blob ID"));
        return new SyncedSliver(blobId, SliverFormat.readTagged(reader));
    }
}
