// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.sqlite;

import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.EventId;
import haulout.core.Hash32;
import haulout.store.BlobRecord;
import haulout.store.BlobRecord.Permanents;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Map;
import java.util.Optional;

/// A blob's record as a row of `blob_record`.
final class RecordRow {
    static final String COLUMNS =
            """
            invalid_tx, invalid_sequence, deletable_total, deletable_certified,
            permanent_total, permanent_end, permanent_tx, permanent_sequence,
            certified_total, certified_end, certified_tx, certified_sequence,
            pooled_total, pooled_certified, initial_certified\
            """;

    static final String INSERT =
            "INSERT OR REPLACE INTO blob_record (blob_id, "
                    + COLUMNS
                    + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final int FIRST = 2;

    private RecordRow() {}

    static void bind(PreparedStatement statement, Map.Entry<BlobId, BlobRecord> entry)
            throws SQLException {
        statement.setBytes(1, entry.getKey().toBytes());
        switch (entry.getValue()) {
            case BlobRecord.Invalid(EventId event) -> {
                bindEvent(statement, FIRST, Optional.of(event));
                bindValid(statement, BlobRecord.Valid.NONE);
            }
            case BlobRecord.Valid valid -> {
                bindEvent(statement, FIRST, Optional.empty());
                bindValid(statement, valid);
            }
        }
    }

    private static void bindValid(PreparedStatement statement, BlobRecord.Valid valid)
            throws SQLException {
        statement.setLong(4, valid.deletableTotal());
        statement.setLong(5, valid.deletableCertified());
        bindPermanents(statement, 6, valid.permanentTotal());
        bindPermanents(statement, 10, valid.permanentCertified());
        statement.setLong(14, valid.pooledTotal());
        statement.setLong(15, valid.pooledCertified());
        bindEpoch(statement, 16, valid.initialCertifiedEpoch());
    }

    private static void bindPermanents(
            PreparedStatement statement, int at, Optional<Permanents> objects) throws SQLException {
        statement.setLong(at, objects.map(Permanents::count).orElse(0L));
        bindEpoch(statement, at + 1, objects.map(Permanents::endEpoch));
        bindEvent(statement, at + 2, objects.map(Permanents::event));
    }

    static void bindEpoch(PreparedStatement statement, int at, Optional<Epoch> epoch)
            throws SQLException {
        if (epoch.isPresent()) {
            statement.setLong(at, epoch.get().value());
        } else {
            statement.setNull(at, Types.INTEGER);
        }
    }

    private static void bindEvent(PreparedStatement statement, int at, Optional<EventId> event)
            throws SQLException {
        if (event.isPresent()) {
            statement.setBytes(at, event.get().transaction().toBytes());
            statement.setLong(at + 1, event.get().sequence());
        } else {
            statement.setNull(at, Types.BLOB);
            statement.setNull(at + 1, Types.INTEGER);
        }
    }

    /// Reads [#COLUMNS].
    static BlobRecord read(ResultSet row) throws SQLException {
        Optional<EventId> invalid = event(row, 1);
        if (invalid.isPresent()) {
            return new BlobRecord.Invalid(invalid.get());
        }
        return new BlobRecord.Valid(
                row.getLong(3),
                row.getLong(4),
                permanents(row, 5),
                permanents(row, 9),
                row.getLong(13),
                row.getLong(14),
                epoch(row, 15));
    }

    private static Optional<Permanents> permanents(ResultSet row, int at) throws SQLException {
        long count = row.getLong(at);
        Optional<Epoch> end = epoch(row, at + 1);
        Optional<EventId> event = event(row, at + 2);
        return end.isPresent() && event.isPresent()
                ? Optional.of(new Permanents(count, end.get(), event.get()))
                : Optional.empty();
    }

    static Optional<Epoch> epoch(ResultSet row, int at) throws SQLException {
        long value = row.getLong(at);
        return row.wasNull() ? Optional.empty() : Optional.of(new Epoch(value));
    }

    private static Optional<EventId> event(ResultSet row, int at) throws SQLException {
        byte[] transaction = row.getBytes(at);
        return transaction == null
                ? Optional.empty()
                : Optional.of(new EventId(Hash32.of(transaction), row.getLong(at + 1)));
    }
}
