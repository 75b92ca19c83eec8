// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.sqlite;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.ShardIndex;
import haulout.store.NodePhase;
import haulout.store.NodeState;
import haulout.store.NodeStateStore;
import haulout.store.ShardRecord;
import haulout.store.ShardState;
import haulout.store.StoreException;
import java.util.List;
import java.util.Optional;

/// What a node remembers of itself, in its database.
public final class SqliteNodeStates implements NodeStateStore {
    private final Database database;

    /// @param database owned by the caller
    public SqliteNodeStates(Database database) {
        this.database = database;
    }

    @Override
    public NodeState state() throws StoreException, InterruptedException {
        return database.read(
                        "node state",
                        session ->
                                session.first(
                                        """
                                        SELECT phase, phase_epoch, applied_epoch, attested_epoch
                                        FROM node_state WHERE id = 1\
                                        """,
                                        Session.Binder.NONE,
                                        row ->
                                                new NodeState(
                                                        NodePhase.valueOf(row.getString(1)),
                                                        new Epoch(row.getLong(2)),
                                                        RecordRow.epoch(row, 3),
                                                        RecordRow.epoch(row, 4))))
                .orElse(NodeState.NEW);
    }

    @Override
    public List<ShardRecord> shards() throws StoreException, InterruptedException {
        return database.read(
                "shards",
                session ->
                        session.list(
                                "SELECT shard, state, since_epoch FROM node_shard ORDER BY shard",
                                Session.Binder.NONE,
                                row ->
                                        new ShardRecord(
                                                new ShardIndex(row.getInt(1)),
                                                ShardState.valueOf(row.getString(2)),
                                                new Epoch(row.getLong(3)))));
    }

    @Override
    public void update(NodeState state, List<ShardRecord> changed)
            throws StoreException, InterruptedException {
        database.write(
                "node state",
                session -> {
                    session.updateAll(
                            "INSERT OR REPLACE INTO node_shard (shard, state, since_epoch) VALUES"
                                    + " (?, ?, ?)",
                            changed,
                            (statement, shard) -> {
                                statement.setInt(1, shard.shard().value());
                                statement.setString(2, shard.state().name());
                                statement.setLong(3, shard.since().value());
                            });
                    session.updateAll(
                            "DELETE FROM node_shard_sync WHERE shard = ?",
                            changed.stream()
                                    .filter(shard -> shard.state() == ShardState.ACTIVE_SYNC)
                                    .toList(),
                            (statement, shard) -> statement.setInt(1, shard.shard().value()));
                    return session.update(
                            """
                            INSERT OR REPLACE INTO node_state
                                (id, phase, phase_epoch, applied_epoch, attested_epoch)
                            VALUES (1, ?, ?, ?, ?)\
                            """,
                            statement -> {
                                statement.setString(1, state.phase().name());
                                statement.setLong(2, state.phaseEpoch().value());
                                RecordRow.bindEpoch(statement, 3, state.appliedEpoch());
                                RecordRow.bindEpoch(statement, 4, state.attestedEpoch());
                            });
                });
    }

    @Override
    public void forget(ShardIndex shard) throws StoreException, InterruptedException {
        database.write(
                "forget shard",
                session -> {
                    session.update(
                            "DELETE FROM node_shard_sync WHERE shard = ?",
                            statement -> statement.setInt(1, shard.value()));
                    return session.update(
                            "DELETE FROM node_shard WHERE shard = ?",
                            statement -> statement.setInt(1, shard.value()));
                });
    }

    @Override
    public Optional<BlobId> lastSynced(ShardIndex shard, Axis axis)
            throws StoreException, InterruptedException {
        return database.read(
                "shard position",
                session ->
                        session.first(
                                "SELECT blob_id FROM node_shard_sync WHERE shard = ? AND axis = ?",
                                statement -> {
                                    statement.setInt(1, shard.value());
                                    statement.setString(2, axis.name());
                                },
                                row -> BlobId.of(row.getBytes(1))));
    }

    @Override
    public void setLastSynced(ShardIndex shard, Axis axis, BlobId blobId)
            throws StoreException, InterruptedException {
        database.write(
                "shard position",
                session ->
                        session.update(
                                """
                                INSERT OR REPLACE INTO node_shard_sync (shard, axis, blob_id)
                                VALUES (?, ?, ?)\
                                """,
                                statement -> {
                                    statement.setInt(1, shard.value());
                                    statement.setString(2, axis.name());
                                    statement.setBytes(3, blobId.toBytes());
                                }));
    }
}
