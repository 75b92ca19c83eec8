// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.ShardIndex;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// The slivers of one node, over all of its drives.
///
/// All methods may block for input and output and are called from many (virtual) threads at once. A
/// record is the wire form of `SliverData`, exactly as it is sent and received. The caller has
/// verified a sliver before it stores it; the store guards bytes, not meaning.
///
/// **Durability.** What [#put] has returned for is on the drive: it survives the end of the process
/// and the loss of power at any moment, and counts in [#contains] from then on. A put that ended in
/// an exception has stored either nothing or the whole record.
public interface SliverStore {
    /// Stores a sliver; returns after the flush. Waiting writers share flushes.
    ///
    /// @param sliver wire form, position to limit; read only until the method returns
    /// @throws StoreFullException if no drive has room
    /// @throws DriveUnavailableException if no drive can be written to
    StoreOutcome put(SliverKey key, ByteBuffer sliver) throws StoreException, InterruptedException;

    /// Opens a sliver, empty if it is not stored. The caller closes it.
    ///
    /// @throws RecordDamagedException if it is stored but damaged beyond what the shield mends
    Optional<StoredBytes> open(SliverKey key) throws StoreException, InterruptedException;

    /// Opens a sliver that is in memory, checked. Does not wait. The caller closes it.
    ///
    /// @return empty if [#open] has to be asked, whatever it will say
    default Optional<StoredBytes> openIfReady(SliverKey key) {
        return Optional.empty();
    }

    /// Whether the sliver is durably stored and not known to be damaged. Cheap: no file is read.
    boolean contains(SliverKey key) throws StoreException, InterruptedException;

    /// Whether the sliver is durably stored, not known to be damaged, and on a drive that is there
    /// now: whether a promise to serve it can be kept at present. As cheap as [#contains].
    boolean isReadable(SliverKey key) throws StoreException, InterruptedException;

    /// Forgets the slivers that are stored; others are passed over. A deletion need not have been
    /// flushed when this returns: after a crash some may be back, and the caller's garbage
    /// collection must find them again.
    void delete(List<SliverKey> keys) throws StoreException, InterruptedException;

    /// Forgets all slivers of a shard, in steps that let others in between. As [#delete].
    void deleteShard(ShardIndex shard) throws StoreException, InterruptedException;

    /// The blobs of which a shard has this sliver, ascending by ID.
    ///
    /// @param from the first ID that may appear (inclusive)
    /// @param limit most IDs, at least 1
    List<BlobId> blobs(ShardIndex shard, Axis axis, BlobId from, int limit)
            throws StoreException, InterruptedException;

    /// Shards that have at least one sliver.
    List<ShardIndex> shards() throws StoreException, InterruptedException;

    /// Slivers that were stored and cannot be served any more (damaged, or on a drive that its
    /// owner declared lost), until they are put again or deleted.
    ///
    /// @param after the last that is known, to go on behind it; empty: from the beginning
    /// @param limit most keys, at least 1
    /// @return in the order of shard, axis and blob
    List<SliverKey> lost(Optional<SliverKey> after, int limit)
            throws StoreException, InterruptedException;
}
