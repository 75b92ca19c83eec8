// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.home.DriveDesk;
import haulout.home.LeaveDesk;
import haulout.network.OwnNode;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;

/// What the owner of a running node can do with its drives, and about leaving: the same for the
/// window and for commands, whichever process runs it.
///
/// @param node the drives as they are now
/// @param leaving empty where there is nothing to leave
public record OwnerDesks(OwnNode node, DriveDesk drives, Optional<LeaveDesk> leaving) {
    public OwnerDesks {
        Objects.requireNonNull(node);
        Objects.requireNonNull(drives);
        Objects.requireNonNull(leaving);
    }

    /// Those of a node that follows a ledger on which its owner can do nothing.
    ///
    /// @param home data directory
    /// @param lookNow has the drives looked at
    /// @param executor makes a (virtual) thread for each task
    public static OwnerDesks ofDrives(
            Path home, OwnNode node, Runnable lookNow, Executor executor) {
        Errands errands = new Errands(executor);
        return new OwnerDesks(
                node, new OwnDriveDesk(home, node, lookNow, errands), Optional.empty());
    }
}
