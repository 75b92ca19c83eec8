// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// What can be done with drives.
public interface DriveDesk {
    /// Looks for places that could be lent.
    CompletionStage<List<DriveCandidate>> candidates();

    /// Looks at a folder that the owner chose: whether it can be lent, and what to know of it.
    CompletionStage<DriveCandidate> look(Path folder);

    /// Lends a place.
    CompletionStage<Void> add(DriveCandidate place, long bytes);

    /// Lends more or less of a drive; less may take time, which the drive's report shows.
    CompletionStage<Void> lend(String drive, long bytes);

    /// Lets new pieces come to a drive or not.
    CompletionStage<Void> setTakesIn(String drive, boolean takesIn);

    /// Reads everything on a drive.
    CompletionStage<Void> check(String drive);

    /// Protects a drive's pieces against damage.
    ///
    /// @param shield `off`, `light` or `strong`
    CompletionStage<Void> setShield(String drive, String shield);

    /// Has a drive's files in another folder. They are copied and checked one by one while the node
    /// runs; the drive's report shows how far that is.
    ///
    /// @return the old folder, which still has everything
    CompletionStage<Path> move(String drive, Path to);

    /// Clears a folder that a drive was moved away from.
    CompletionStage<Void> clear(String drive, Path old);

    /// Empties a drive and lends it no more, or gives up one that is lost.
    CompletionStage<Void> remove(String drive, boolean isLost);
}
