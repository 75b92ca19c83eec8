// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.sqlite;

import haulout.core.BlobId;
import haulout.store.StoreException;
import haulout.store.drive.DriveId;
import haulout.store.segment.RecordKey;
import haulout.store.segment.RecordLocation;
import haulout.store.segment.SegmentIndex;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The index of the segments in tables of the node's database.
public final class SqliteSegmentIndex implements SegmentIndex {
    private static final String PLACE = "drive, segment, position, bytes, sequence";

    private final Database database;

    /// @param database closed by who opened it
    public SqliteSegmentIndex(Database database) {
        this.database = database;
    }

    @Override
    public State load() throws StoreException, InterruptedException {
        return database.read(
                "segments",
                session ->
                        new State(
                                session.list(
                                        "SELECT ordinal, identity, checkpoint_segment, checkpoint_position FROM segment_drive ORDER BY ordinal",
                                        Session.Binder.NONE,
                                        SqliteSegmentIndex::drive),
                                session.list(
                                        "SELECT drive, number, state, bytes, live_count, live_bytes, tombstone_bytes FROM segment",
                                        Session.Binder.NONE,
                                        SqliteSegmentIndex::segment),
                                session.first(
                                                "SELECT next FROM segment_sequence",
                                                Session.Binder.NONE,
                                                row -> row.getLong(1))
                                        .orElse(1L)));
    }

    private static DriveRow drive(ResultSet row) throws SQLException {
        ByteBuffer identity = ByteBuffer.wrap(row.getBytes(2));
        return new DriveRow(
                row.getInt(1),
                new DriveId(identity.getLong(), identity.getLong()),
                row.getInt(3),
                row.getLong(4));
    }

    private static SegmentRow segment(ResultSet row) throws SQLException {
        return new SegmentRow(
                new SegmentId(row.getInt(1), row.getInt(2)),
                SegmentPhase.ofCode(row.getInt(3)),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7));
    }

    @Override
    public Optional<RecordLocation> find(RecordKey key)
            throws StoreException, InterruptedException {
        return database.read(
                "record",
                session ->
                        session.first(
                                "SELECT " + PLACE + " FROM record WHERE space = ? AND blob_id = ?",
                                statement -> bind(statement, key),
                                row -> location(row, 1)));
    }

    private static void bind(PreparedStatement statement, RecordKey key) throws SQLException {
        statement.setInt(1, key.space());
        statement.setBytes(2, key.blobId().toBytes());
    }

    private static RecordLocation location(ResultSet row, int first) throws SQLException {
        return new RecordLocation(
                row.getInt(first),
                row.getInt(first + 1),
                row.getLong(first + 2),
                row.getInt(first + 3),
                row.getLong(first + 4));
    }

    @Override
    public List<RecordKey> keys(int space, BlobId from, int limit)
            throws StoreException, InterruptedException {
        return database.read(
                "keys",
                session ->
                        session.list(
                                "SELECT blob_id FROM record WHERE space = ? AND blob_id >= ? ORDER BY blob_id LIMIT ?",
                                statement -> {
                                    bind(statement, new RecordKey(space, from));
                                    statement.setInt(3, limit);
                                },
                                row -> new RecordKey(space, BlobId.of(row.getBytes(1)))));
    }

    @Override
    public Optional<Integer> nextSpace(int from) throws StoreException, InterruptedException {
        return database.read(
                "next space",
                session ->
                        session.first(
                                "SELECT space FROM record WHERE space >= ? ORDER BY space LIMIT 1",
                                statement -> statement.setInt(1, from),
                                row -> row.getInt(1)));
    }

    @Override
    public List<RecordKey> lost(RecordKey from, int limit)
            throws StoreException, InterruptedException {
        return database.read(
                "lost records",
                session ->
                        session.list(
                                "SELECT space, blob_id FROM lost_record WHERE (space, blob_id) >= (?, ?) ORDER BY space, blob_id LIMIT ?",
                                statement -> {
                                    bind(statement, from);
                                    statement.setInt(3, limit);
                                },
                                SqliteSegmentIndex::key));
    }

    private static RecordKey key(ResultSet row) throws SQLException {
        return new RecordKey(row.getInt(1), BlobId.of(row.getBytes(2)));
    }

    @Override
    public Map<RecordKey, RecordLocation> onDrive(int drive, RecordKey from, int limit)
            throws StoreException, InterruptedException {
        Map<RecordKey, RecordLocation> found = new LinkedHashMap<>();
        database.read(
                "records of a drive",
                session ->
                        session.list(
                                "SELECT space, blob_id, "
                                        + PLACE
                                        + " FROM record WHERE (space, blob_id) >= (?, ?) AND drive = ? ORDER BY space, blob_id LIMIT ?",
                                statement -> {
                                    bind(statement, from);
                                    statement.setInt(3, drive);
                                    statement.setInt(4, limit);
                                },
                                row -> found.put(key(row), location(row, 3)) == null));
        return found;
    }

    @Override
    public void apply(Batch batch) throws StoreException, InterruptedException {
        database.write(
                "segment index",
                session -> {
                    applyRecords(session, batch.changes());
                    applySegments(session, batch);
                    session.update(
                            "INSERT INTO segment_sequence (id, next) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET next = excluded.next",
                            statement -> statement.setLong(1, batch.nextSequence()));
                    return batch;
                });
    }

    private static void applyRecords(Session session, Map<RecordKey, Change> changes)
            throws SQLException {
        List<Map.Entry<RecordKey, RecordLocation>> stored = new ArrayList<>(changes.size());
        List<RecordKey> gone = new ArrayList<>();
        List<RecordKey> lost = new ArrayList<>();
        changes.forEach((key, change) -> {
            switch (change) {
                case Change.Stored its -> stored.add(Map.entry(key, its.location()));
                case Change.Gone its -> gone.add(key);
                case Change.Lost its -> lost.add(key);
            }
        });
        session.updateAll(
                "INSERT INTO record (space, blob_id, "
                        + PLACE
                        + ") VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (space, blob_id) DO UPDATE SET drive = excluded.drive, segment = excluded.segment, position = excluded.position, bytes = excluded.bytes, sequence = excluded.sequence",
                stored,
                (statement, row) -> {
                    bind(statement, row.getKey());
                    RecordLocation at = row.getValue();
                    statement.setInt(3, at.drive());
                    statement.setInt(4, at.segment());
                    statement.setLong(5, at.position());
                    statement.setInt(6, at.payloadBytes());
                    statement.setLong(7, at.sequence());
                });
        String remove = "DELETE FROM record WHERE space = ? AND blob_id = ?";
        session.updateAll(remove, gone, SqliteSegmentIndex::bind);
        session.updateAll(remove, lost, SqliteSegmentIndex::bind);
        boolean anyLost =
                session.first("SELECT 1 FROM lost_record LIMIT 1", Session.Binder.NONE, row -> true)
                        .isPresent();
        if (anyLost) {
            String found = "DELETE FROM lost_record WHERE space = ? AND blob_id = ?";
            session.updateAll(found, gone, SqliteSegmentIndex::bind);
            session.updateAll(found, stored, (statement, row) -> bind(statement, row.getKey()));
        }
        session.updateAll(
                "INSERT OR IGNORE INTO lost_record (space, blob_id) VALUES (?, ?)",
                lost,
                SqliteSegmentIndex::bind);
    }

    private static void applySegments(Session session, Batch batch) throws SQLException {
        session.updateAll(
                "INSERT INTO segment_drive (ordinal, identity, checkpoint_segment, checkpoint_position) VALUES (?, ?, ?, ?) ON CONFLICT (ordinal) DO UPDATE SET checkpoint_segment = excluded.checkpoint_segment, checkpoint_position = excluded.checkpoint_position",
                batch.drives(),
                (statement, row) -> {
                    statement.setInt(1, row.ordinal());
                    ByteBuffer identity = ByteBuffer.allocate(DriveId.BYTES);
                    identity.putLong(row.drive().high()).putLong(row.drive().low());
                    statement.setBytes(2, identity.array());
                    statement.setInt(3, row.checkpointSegment());
                    statement.setLong(4, row.checkpointPosition());
                });
        session.updateAll(
                "DELETE FROM segment WHERE drive = ? AND number = ?",
                batch.removedSegments(),
                SqliteSegmentIndex::bind);
        session.updateAll(
                "INSERT INTO segment (drive, number, state, bytes, live_count, live_bytes, tombstone_bytes) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (drive, number) DO UPDATE SET state = excluded.state, bytes = excluded.bytes, live_count = excluded.live_count, live_bytes = excluded.live_bytes, tombstone_bytes = excluded.tombstone_bytes",
                batch.segments(),
                (statement, row) -> {
                    bind(statement, row.id());
                    statement.setInt(3, row.phase().code());
                    statement.setLong(4, row.byteCount());
                    statement.setLong(5, row.liveCount());
                    statement.setLong(6, row.liveBytes());
                    statement.setLong(7, row.tombstoneBytes());
                });
    }

    private static void bind(PreparedStatement statement, SegmentId id) throws SQLException {
        statement.setInt(1, id.drive());
        statement.setInt(2, id.number());
    }
}
