// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.text.Sentence;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/// A place that could be lent.
///
/// @param folder where the node's files would be
/// @param floorBytes what would stay free
/// @param suggestedBytes 0 if refused
/// @param isInside not to be pulled
/// @param refused why it cannot be lent
public record DriveCandidate(
        String id,
        String label,
        Path folder,
        DriveReport.Type type,
        long totalBytes,
        long freeBytes,
        long floorBytes,
        long suggestedBytes,
        long mostBytes,
        boolean isSystem,
        boolean isInside,
        Optional<Sentence> refused,
        Optional<Sentence> warning) {
    public DriveCandidate {
        Objects.requireNonNull(id);
        Objects.requireNonNull(label);
        Objects.requireNonNull(folder);
        Objects.requireNonNull(type);
        Objects.requireNonNull(refused);
        Objects.requireNonNull(warning);
    }

    /// The same, which cannot be lent.
    public DriveCandidate refuse(Sentence why) {
        return new DriveCandidate(
                id,
                label,
                folder,
                type,
                totalBytes,
                freeBytes,
                floorBytes,
                0,
                0,
                isSystem,
                isInside,
                Optional.of(why),
                warning);
    }

    /// The same with something to know before.
    public DriveCandidate warn(Sentence what) {
        return new DriveCandidate(
                id,
                label,
                folder,
                type,
                totalBytes,
                freeBytes,
                floorBytes,
                suggestedBytes,
                mostBytes,
                isSystem,
                isInside,
                refused,
                Optional.of(what));
    }
}
