// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.assembly.HouseRules;
import haulout.identity.Keyring;
import haulout.store.HistoryStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/// What a home is made of, whether or not a network runs.
///
/// @param random cryptographically strong, for any thread
/// @param executor makes a (virtual) thread for each task
/// @param home data directory
/// @param keyring what opens the keys of this home's node
/// @param scratch existing and private, for temporary files
public record HomeParts(
        HistoryStore history,
        Diary diary,
        DayBook days,
        HouseRules rules,
        LogTail log,
        InstantSource clock,
        ZoneId zone,
        RandomGenerator random,
        Executor executor,
        Path home,
        Path scratch,
        Keyring keyring) {
    public HomeParts {
        Objects.requireNonNull(history);
        Objects.requireNonNull(diary);
        Objects.requireNonNull(days);
        Objects.requireNonNull(rules);
        Objects.requireNonNull(log);
        Objects.requireNonNull(clock);
        Objects.requireNonNull(zone);
        Objects.requireNonNull(random);
        Objects.requireNonNull(executor);
        Objects.requireNonNull(home);
        Objects.requireNonNull(scratch);
        Objects.requireNonNull(keyring);
    }
}
