// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.store.drive.DriveAlert;
import haulout.store.drive.DriveAlert.Level;
import haulout.store.drive.DriveCheck;
import haulout.store.drive.DriveId;
import haulout.testing.TestSeed;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DriveAlertLogTest {
    private final DriveAlertLog log = new DriveAlertLog();
    private final Random random = TestSeed.random("drive alert log", 12);
    private final DriveId drive = DriveId.random(random);

    private static DriveAlert alert(DriveId drive, DriveCheck check, Level level, String cause) {
        return new DriveAlert(drive, check, level, cause, Instant.EPOCH);
    }

    @Test
    void anotherFigureIsNoNewsAnotherLevelIs() {
        assertTrue(log.isNews(alert(drive, DriveCheck.SPACE, Level.ATTENTION, "9 bytes free")));
        assertFalse(log.isNews(alert(drive, DriveCheck.SPACE, Level.ATTENTION, "8 bytes free")));
        assertTrue(log.isNews(alert(drive, DriveCheck.SPACE, Level.AT_RISK, "1 byte free")));
        assertTrue(log.isNews(alert(drive, DriveCheck.ERRORS, Level.AT_RISK, "2 in a day")));
        DriveId other = DriveId.random(random);
        assertTrue(log.isNews(alert(other, DriveCheck.SPACE, Level.AT_RISK, "1 byte free")));
    }

    @Test
    void whatWasOverIsNewsAgain() {
        DriveAlert full = alert(drive, DriveCheck.SPACE, Level.ATTENTION, "9 bytes free");
        assertTrue(log.isNews(full));
        log.cleared(full);
        assertTrue(log.isNews(full));
    }
}
