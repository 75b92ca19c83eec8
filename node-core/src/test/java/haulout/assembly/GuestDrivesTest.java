// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.resources.guest.Governors;
import haulout.resources.limits.DriveBudget.Taking;
import haulout.resources.limits.DriveBudget.Working;
import haulout.resources.limits.LineBudget;
import haulout.resources.limits.TokenBucket;
import haulout.resources.limits.WorkGate;
import haulout.store.drive.DriveId;
import haulout.store.drive.DriveUse;
import haulout.store.drive.DriveUse.Work;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GuestDrivesTest {
    private static final long FREE = TokenBucket.NO_LIMIT;
    private static final DriveId ONE = new DriveId(1, 1);
    private static final DriveId OTHER = new DriveId(1, 2);

    private final Governors governors =
            new Governors(new WorkGate(() -> 0, 2), new LineBudget(() -> 0), () -> 0);
    private final DriveUse use = Guest.of(governors).drives();

    private Set<Work> may(DriveId drive) {
        Set<Work> all = EnumSet.noneOf(Work.class);
        for (Work work : Work.values()) {
            if (use.mayWork(drive, work)) {
                all.add(work);
            }
        }
        return all;
    }

    private void decide(Taking taking, Working working) {
        governors.drive(ONE.toString()).limit(taking, working);
    }

    @Test
    void aDriveUnderItsFloorOnlyFreesRoomAndAWornOneIsOnlyRead() {
        assertEquals(EnumSet.allOf(Work.class), may(ONE));
        decide(new Taking(false, FREE, FREE), new Working(true, FREE, false, true));
        assertEquals(Set.of(Work.COMPACTION), may(ONE));
        assertFalse(use.begin(ONE, 1));
        decide(new Taking(false, FREE, FREE), new Working(true, FREE, false, false));
        assertEquals(Set.of(Work.CHECK), may(ONE));
        decide(new Taking(true, FREE, FREE), new Working(false, FREE, true, false));
        assertEquals(Set.of(), may(ONE));
        assertTrue(use.begin(ONE, 1));
        assertEquals(EnumSet.allOf(Work.class), may(OTHER), "another drive goes on");
    }
}
