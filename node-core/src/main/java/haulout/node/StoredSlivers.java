// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.WireFormatException;
import haulout.redstuff.Sliver;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.store.RecordDamagedException;
import haulout.store.SliverKey;
import haulout.store.SliverStore;
import haulout.store.StoreException;
import haulout.store.StoredBytes;
import haulout.wire.SliverFormat;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.IntFunction;

/// Reads stored slivers, whole or in part.
final class StoredSlivers {
    // behind the payload: symbol size and index
    private static final int TRAILER_BYTES = SliverFormat.TAIL_BYTES;

    private final SliverStore store;

    StoredSlivers(SliverStore store) {
        this.store = store;
    }

    /// A sliver, empty if it is not stored.
    Optional<Sliver> read(SliverKey key) throws StoreException, InterruptedException {
        return read(key, byte[]::new);
    }

    /// A sliver, empty if it is not stored.
    ///
    /// @param room gives an array of the length of its payload, which is the sliver's from then on
    Optional<Sliver> read(SliverKey key, IntFunction<byte[]> room)
            throws StoreException, InterruptedException {
        Optional<StoredBytes> opened = store.open(key);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (StoredBytes record = opened.get()) {
            long whole = record.byteCount();
            byte[] head = new byte[(int) Math.min(SliverFormat.MOST_HEAD_BYTES, whole)];
            fill(record, 0, ByteBuffer.wrap(head), key);
            int length = SliverFormat.payloadBytes(head, whole);
            long tailAt = whole - TRAILER_BYTES;
            byte[] payload = room.apply(length);
            fill(record, tailAt - length, ByteBuffer.wrap(payload), key);
            byte[] tail = new byte[TRAILER_BYTES];
            fill(record, tailAt, ByteBuffer.wrap(tail), key);
            return Optional.of(SliverFormat.decode(payload, tail, key.axis()));
        } catch (WireFormatException e) {
            throw new StoreException(key + " is stored but is no sliver", e);
        }
    }

    /// The wire form of a sliver, empty if it is not stored.
    Optional<byte[]> bytes(SliverKey key) throws StoreException, InterruptedException {
        Optional<StoredBytes> opened = store.open(key);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (StoredBytes record = opened.get()) {
            byte[] bytes = new byte[Math.toIntExact(record.byteCount())];
            fill(record, 0, ByteBuffer.wrap(bytes), key);
            return Optional.of(bytes);
        }
    }

    /// Some symbols of a sliver's payload, without reading the others.
    ///
    /// @param positions each below the number of symbols of the payload
    /// @return one array for each, empty if the sliver is not stored
    Optional<byte[][]> symbols(SliverKey key, int[] positions, VerifiedBlobMetadata metadata)
            throws StoreException, InterruptedException {
        Optional<StoredBytes> opened = store.open(key);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (StoredBytes record = opened.get()) {
            long prefix = record.byteCount() - TRAILER_BYTES - metadata.sliverBytes(key.axis());
            if (prefix < 1) {
                throw new RecordDamagedException(key + " is shorter than its sliver");
            }
            byte[][] symbols = new byte[positions.length][metadata.symbolBytes()];
            for (int i = 0; i < positions.length; i++) {
                long offset = prefix + (long) positions[i] * metadata.symbolBytes();
                fill(record, offset, ByteBuffer.wrap(symbols[i]), key);
            }
            return Optional.of(symbols);
        }
    }

    private static void fill(StoredBytes record, long from, ByteBuffer target, SliverKey key)
            throws StoreException, InterruptedException {
        long position = from;
        while (target.hasRemaining()) {
            int count = record.read(position, target);
            if (count <= 0) {
                throw new RecordDamagedException(
                        key + " ends at byte " + position + " of " + record.byteCount());
            }
            position += count;
        }
    }
}
