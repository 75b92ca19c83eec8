// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import haulout.resources.guest.Governors;
import haulout.resources.limits.DriveBudget;
import haulout.store.drive.DriveId;
import haulout.store.drive.DriveUse;

/// What governors say of each drive.
///
/// @param governors decided for the drives of this computer's own node; others are free
record GuestDrives(Governors governors) implements DriveUse {
    private DriveBudget of(DriveId drive) {
        return governors.drive(drive.toString());
    }

    @Override
    public boolean begin(DriveId drive, long bytes) {
        return of(drive).begin(bytes);
    }

    @Override
    public void end(DriveId drive, long bytes) {
        of(drive).end(bytes);
    }

    @Override
    public void awaitWriting(DriveId drive, long bytes) throws InterruptedException {
        of(drive).awaitWriting(bytes);
    }

    @Override
    public boolean mayWork(DriveId drive, Work work) {
        DriveBudget.Working may = of(drive).work();
        return may.allowed()
                && switch (work) {
                    // what frees room may rewrite for it
                    case COMPACTION -> may.rewrites() || may.freeingOnly();
                    case PARITY -> may.rewrites() && !may.freeingOnly();
                    case CHECK -> !may.freeingOnly();
                };
    }

    @Override
    public void awaitAfter(DriveId drive, long bytes) throws InterruptedException {
        of(drive).awaitAfter(bytes);
    }
}
