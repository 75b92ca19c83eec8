// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.store.HistoryStore;
import haulout.store.StoreException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Small things that the owner chose; at hand in memory, kept in the history.
public final class Preferences {
    private static final int MAX_CHARS = 10_000;

    private final HistoryStore history;
    private final Map<String, String> all = new ConcurrentHashMap<>();

    /// Reads all of them.
    public Preferences(HistoryStore history) throws StoreException, InterruptedException {
        this.history = history;
        all.putAll(history.preferences());
    }

    /// One of them.
    public Optional<String> get(String name) {
        return Optional.ofNullable(all.get(name));
    }

    /// Sets one.
    public void set(String name, String value) throws StoreException, InterruptedException {
        if (value.length() > MAX_CHARS) {
            throw new IllegalArgumentException("preference of " + value.length() + " characters");
        }
        history.setPreference(name, value);
        all.put(name, value);
    }
}
