// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.ledger.rules.AbortException;
import haulout.ledger.rules.LedgerFault;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Immutable rows by key, ascending; every change can be taken back.
final class Table<K extends Comparable<K>, V> {
    private final UndoLog undo;
    private final int maxRows;
    private final TreeMap<K, V> rows = new TreeMap<>();

    /// @param maxRows past which a new row aborts the command
    Table(UndoLog undo, int maxRows) {
        this.undo = undo;
        this.maxRows = maxRows;
    }

    Optional<V> find(K key) {
        return Optional.ofNullable(rows.get(key));
    }

    /// The row of a key that the sender named.
    V get(K key) throws AbortException {
        V row = rows.get(key);
        if (row == null) {
            throw new AbortException(LedgerFault.LEDGER_UNKNOWN_OBJECT);
        }
        return row;
    }

    boolean has(K key) {
        return rows.containsKey(key);
    }

    void put(K key, V row) throws AbortException {
        @Nullable V before = rows.put(key, row);
        undo.add(() -> restore(key, before));
        AbortException.require(
                before != null || rows.size() <= maxRows, LedgerFault.LEDGER_LIMIT_REACHED);
    }

    void remove(K key) {
        V before = rows.remove(key);
        if (before != null) {
            undo.add(() -> rows.put(key, before));
        }
    }

    /// All rows; not to be walked through while they change.
    NavigableMap<K, V> rows() {
        return Collections.unmodifiableNavigableMap(rows);
    }

    private void restore(K key, @Nullable V before) {
        if (before == null) {
            rows.remove(key);
        } else {
            rows.put(key, before);
        }
    }
}
