// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.home.DriveDesk;
import haulout.home.LeaveDesk;
import haulout.network.OwnNode;
import java.util.Objects;

/// What the owner of a running node can do with its drives, and about leaving: the same for the
/// window and for commands, whichever process runs it.
///
/// @param node the drives as they are now
public record OwnerDesks(OwnNode node, DriveDesk drives, LeaveDesk leaving) {
    public OwnerDesks {
        Objects.requireNonNull(node);
        Objects.requireNonNull(drives);
        Objects.requireNonNull(leaving);
    }
}
