// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// A lent drive.
///
/// @param id stable name
/// @param label what people call it
/// @param folder where the node's files are
/// @param since since when it is not fine
/// @param freeBytes free for anyone
/// @param usedBytes used by this node, all told
/// @param sliverBytes of these the slivers
/// @param overheadBytes of these parity, logs, index and what waits for its removal
/// @param lentBytes what the owner lends
/// @param floorBytes what stays free
/// @param mostLentBytes the most that could be lent now
/// @param writtenToday bytes
/// @param writeBudget bytes a day; Long.MAX_VALUE for no limit
/// @param lastFullCheck when everything on it was last read again
/// @param takesIn whether new pieces may come
/// @param shield `off`, `light` or `strong`
/// @param actions what can be done with it in this network
/// @param task what is being done to it
public record DriveReport(
        String id,
        String label,
        Path folder,
        Type type,
        State state,
        Optional<Instant> since,
        Figure<Long> totalBytes,
        Figure<Long> freeBytes,
        Figure<Long> usedBytes,
        Figure<Long> sliverBytes,
        Figure<Long> overheadBytes,
        long lentBytes,
        long floorBytes,
        long mostLentBytes,
        Figure<Long> writtenToday,
        long writeBudget,
        Figure<Instant> lastFullCheck,
        boolean takesIn,
        String shield,
        Set<Action> actions,
        Optional<TaskProgress> task) {
    /// What a drive is.
    public enum Type {
        /// No moving parts.
        SOLID,
        /// Spinning.
        SPINNING,
        /// Can be pulled.
        REMOVABLE,
        /// The system does not say.
        UNKNOWN
    }

    /// What can be done with a drive.
    public enum Action {
        /// Another amount can be lent.
        LEND,
        /// New pieces can be kept away from it.
        CLOSE,
        /// Everything on it can be read now.
        CHECK,
        /// Its shield can be chosen.
        SHIELD,
        /// Its files can go to another place.
        MOVE,
        /// It can be emptied or given up.
        REMOVE
    }

    /// How a drive is.
    public enum State {
        /// It works.
        FINE,
        /// It is not there, or another is in its place.
        MISSING,
        /// It cannot be written.
        READ_ONLY,
        /// It makes errors.
        FAILING,
        /// Nobody has looked yet.
        CHECKING
    }

    public DriveReport {
        Objects.requireNonNull(id);
        Objects.requireNonNull(label);
        Objects.requireNonNull(folder);
        Objects.requireNonNull(type);
        Objects.requireNonNull(state);
        Objects.requireNonNull(since);
        Objects.requireNonNull(totalBytes);
        Objects.requireNonNull(freeBytes);
        Objects.requireNonNull(usedBytes);
        Objects.requireNonNull(sliverBytes);
        Objects.requireNonNull(overheadBytes);
        Objects.requireNonNull(writtenToday);
        Objects.requireNonNull(lastFullCheck);
        Objects.requireNonNull(shield);
        actions = Set.copyOf(actions);
        Objects.requireNonNull(task);
    }
}
