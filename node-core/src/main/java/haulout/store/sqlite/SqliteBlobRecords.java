// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.sqlite;

import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.ObjectId;
import haulout.store.BlobObject;
import haulout.store.BlobRecord;
import haulout.store.BlobRecordStore;
import haulout.store.ObjectKind;
import haulout.store.RecordChanges;
import haulout.store.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Records of blobs and objects in the node's database.
public final class SqliteBlobRecords implements BlobRecordStore {
    private static final String OBJECT_COLUMNS = "object_id, blob_id, kind, end_epoch, certified";

    private final Database database;
    private final RecentRecords recent = new RecentRecords();

    /// @param database owned by the caller
    public SqliteBlobRecords(Database database) {
        this.database = database;
    }

    @Override
    public Optional<BlobRecord> record(BlobId blobId) throws StoreException, InterruptedException {
        Optional<BlobRecord> known = recent.get(blobId);
        if (known.isPresent()) {
            return known;
        }
        long generation = recent.generation();
        Optional<BlobRecord> read =
                database.read(
                        "blob record",
                        session ->
                                session.first(
                                        "SELECT "
                                                + RecordRow.COLUMNS
                                                + " FROM blob_record WHERE blob_id = ?",
                                        statement -> statement.setBytes(1, blobId.toBytes()),
                                        RecordRow::read));
        read.ifPresent(record -> recent.put(blobId, record, generation));
        return read;
    }

    @Override
    public Optional<BlobRecord> recordIfReady(BlobId blobId) {
        return recent.get(blobId);
    }

    @Override
    public Optional<BlobObject> object(ObjectId objectId)
            throws StoreException, InterruptedException {
        return database.read(
                "blob object",
                session ->
                        session.first(
                                "SELECT "
                                        + OBJECT_COLUMNS
                                        + " FROM blob_object WHERE object_id = ?",
                                statement -> statement.setBytes(1, objectId.toBytes()),
                                SqliteBlobRecords::readObject));
    }

    @Override
    public long recordedEvents() throws StoreException, InterruptedException {
        return position("SELECT recorded FROM event_position WHERE id = 1");
    }

    @Override
    public long finishedEvents() throws StoreException, InterruptedException {
        return position("SELECT finished FROM event_position WHERE id = 1");
    }

    private long position(String sql) throws StoreException, InterruptedException {
        return database.read(
                        "event position",
                        session -> session.first(sql, Session.Binder.NONE, row -> row.getLong(1)))
                .orElseThrow(() -> new StoreException("the event position is not in the database"));
    }

    @Override
    public void setFinishedEvents(long count) throws StoreException, InterruptedException {
        database.write(
                "finished events",
                session ->
                        session.update(
                                "UPDATE event_position SET finished = ? WHERE id = 1",
                                statement -> statement.setLong(1, count)));
    }

    @Override
    public void apply(RecordChanges changes) throws StoreException, InterruptedException {
        try {
            database.write(
                    "blob records",
                    session -> {
                        session.updateAll(
                                RecordRow.INSERT, changes.blobs().entrySet(), RecordRow::bind);
                        session.updateAll(
                                "DELETE FROM blob_record WHERE blob_id = ?",
                                changes.removedBlobs(),
                                (statement, id) -> statement.setBytes(1, id.toBytes()));
                        session.updateAll(
                                "INSERT OR REPLACE INTO blob_object ("
                                        + OBJECT_COLUMNS
                                        + ") VALUES (?, ?, ?, ?, ?)",
                                changes.objects().values(),
                                (statement, object) -> {
                                    statement.setBytes(1, object.id().toBytes());
                                    statement.setBytes(2, object.blobId().toBytes());
                                    statement.setString(3, object.kind().name());
                                    statement.setLong(4, object.endEpoch().value());
                                    statement.setBoolean(5, object.isCertified());
                                });
                        session.updateAll(
                                "DELETE FROM blob_object WHERE object_id = ?",
                                changes.removedObjects(),
                                (statement, id) -> statement.setBytes(1, id.toBytes()));
                        return session.update(
                                "UPDATE event_position SET recorded = ? WHERE id = 1",
                                statement -> statement.setLong(1, changes.recordedEvents()));
                    });
        } finally {
            recent.forget(changes.blobs().keySet());
            recent.forget(changes.removedBlobs());
        }
    }

    @Override
    public void forgetEmpty(List<BlobId> blobs) throws StoreException, InterruptedException {
        if (blobs.isEmpty()) {
            return;
        }
        try {
            database.write(
                    "empty blob records",
                    session -> {
                        session.updateAll(
                                """
                                DELETE FROM blob_record
                                WHERE blob_id = ? AND invalid_tx IS NULL AND permanent_total = 0
                                    AND deletable_total = 0 AND pooled_total = 0\
                                """,
                                blobs,
                                (statement, id) -> statement.setBytes(1, id.toBytes()));
                        return blobs.size();
                    });
        } finally {
            recent.forget(blobs);
        }
    }

    @Override
    public List<BlobId> certifiedBefore(Epoch epoch, BlobId from, int limit)
            throws StoreException, InterruptedException {
        return database.read(
                "certified blobs",
                session ->
                        session.list(
                                """
                                SELECT blob_id FROM blob_record
                                WHERE blob_id >= ? AND initial_certified < ?
                                ORDER BY blob_id LIMIT ?\
                                """,
                                statement -> {
                                    statement.setBytes(1, from.toBytes());
                                    statement.setLong(2, epoch.value());
                                    statement.setInt(3, limit);
                                },
                                row -> BlobId.of(row.getBytes(1))));
    }

    @Override
    public List<BlobId> blobs(BlobId from, int limit) throws StoreException, InterruptedException {
        return database.read(
                "blobs",
                session ->
                        session.list(
                                "SELECT blob_id FROM blob_record WHERE blob_id >= ? ORDER BY blob_id LIMIT ?",
                                statement -> {
                                    statement.setBytes(1, from.toBytes());
                                    statement.setInt(2, limit);
                                },
                                row -> BlobId.of(row.getBytes(1))));
    }

    @Override
    public List<BlobObject> over(Epoch now, int limit) throws StoreException, InterruptedException {
        return database.read(
                "objects that are over",
                session ->
                        session.list(
                                "SELECT "
                                        + OBJECT_COLUMNS
                                        + " FROM blob_object WHERE end_epoch <= ? LIMIT ?",
                                statement -> {
                                    statement.setLong(1, now.value());
                                    statement.setInt(2, limit);
                                },
                                SqliteBlobRecords::readObject));
    }

    private static BlobObject readObject(ResultSet row) throws SQLException {
        return new BlobObject(
                ObjectId.of(row.getBytes(1)),
                BlobId.of(row.getBytes(2)),
                ObjectKind.valueOf(row.getString(3)),
                new Epoch(row.getLong(4)),
                row.getBoolean(5));
    }
}
