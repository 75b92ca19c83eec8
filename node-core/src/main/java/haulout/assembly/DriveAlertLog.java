// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import haulout.store.drive.DriveAlert;
import haulout.store.drive.DriveCheck;
import haulout.store.drive.DriveId;
import haulout.store.drive.DriveListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says in the log what is the matter with drives: when it begins, gets worse or better, and ends.
/// A cause that names a figure, as the bytes that are free, changes with every look.
///
/// Threads: any.
final class DriveAlertLog implements DriveListener {
    private static final Logger log = LoggerFactory.getLogger(DriveAlertLog.class);

    private final Map<About, DriveAlert.Level> said = new ConcurrentHashMap<>();

    private record About(DriveId drive, DriveCheck check) {
        static About of(DriveAlert alert) {
            return new About(alert.drive(), alert.check());
        }
    }

    @Override
    public void raised(DriveAlert alert) {
        (isNews(alert) ? log.atWarn() : log.atDebug())
                .addKeyValue("check", alert.check().id())
                .addKeyValue("drive", alert.drive())
                .addKeyValue("cause", alert.cause())
                .log("drive needs attention");
    }

    /// Whether it was not said at this level the last time; it counts as said from now on.
    boolean isNews(DriveAlert alert) {
        return said.put(About.of(alert), alert.level()) != alert.level();
    }

    @Override
    public void cleared(DriveAlert alert) {
        said.remove(About.of(alert));
        log.atInfo()
                .addKeyValue("check", alert.check().id())
                .addKeyValue("drive", alert.drive())
                .log("drive is well again");
    }
}
