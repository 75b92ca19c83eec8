// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.policy;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What one duty may do until the next decision.
///
/// @param allowed whether a unit of work may start
/// @param sharePct percent of the processor
/// @param atOnce most units at a time
/// @param network whether it may use the network
/// @param upBytesPerSecond upload limit, [#NO_LIMIT] if none
/// @param downBytesPerSecond download limit, [#NO_LIMIT] if none
/// @param drives by drive id; drives that are not named are free
public record Permit(
        boolean allowed,
        int sharePct,
        int atOnce,
        boolean network,
        long upBytesPerSecond,
        long downBytesPerSecond,
        Map<String, DrivePermit> drives) {
    /// No limit.
    public static final long NO_LIMIT = Long.MAX_VALUE;

    /// Nothing.
    public static final Permit STOPPED = new Permit(false, 0, 0, false, 0, 0, Map.of());

    /// Everything.
    public static final Permit FREE =
            new Permit(true, 100, Integer.MAX_VALUE, true, NO_LIMIT, NO_LIMIT, Map.of());

    /// Copies the map.
    public Permit {
        drives = Collections.unmodifiableMap(new TreeMap<>(drives));
    }

    /// No network.
    static Permit localOnly() {
        return new Permit(true, 100, Integer.MAX_VALUE, false, 0, 0, Map.of());
    }

    /// A part of the processor.
    static Permit share(int percent) {
        return new Permit(true, percent, Integer.MAX_VALUE, true, NO_LIMIT, NO_LIMIT, Map.of());
    }

    /// A number of units at a time.
    static Permit atOnce(int units) {
        return new Permit(true, 100, units, true, NO_LIMIT, NO_LIMIT, Map.of());
    }

    /// Limits of the line.
    static Permit line(long up, long down) {
        return new Permit(true, 100, Integer.MAX_VALUE, true, up, down, Map.of());
    }

    /// A limit on one drive.
    static Permit on(String drive, DrivePermit permit) {
        return new Permit(
                true, 100, Integer.MAX_VALUE, true, NO_LIMIT, NO_LIMIT, Map.of(drive, permit));
    }

    /// What it may do on a drive.
    public DrivePermit drive(String id) {
        return allowed ? drives.getOrDefault(id, DrivePermit.FREE) : DrivePermit.STOPPED;
    }

    /// The narrower of both in each respect.
    public Permit and(Permit other) {
        if (!allowed || !other.allowed) {
            return STOPPED;
        }
        Map<String, DrivePermit> both = new TreeMap<>(drives);
        other.drives.forEach((id, permit) -> both.merge(id, permit, DrivePermit::and));
        boolean lines = network && other.network;
        return new Permit(
                true,
                Math.min(sharePct, other.sharePct),
                Math.min(atOnce, other.atOnce),
                lines,
                lines ? Math.min(upBytesPerSecond, other.upBytesPerSecond) : 0,
                lines ? Math.min(downBytesPerSecond, other.downBytesPerSecond) : 0,
                both);
    }

    /// Stopped as a whole if every drive it names is stopped.
    Permit settled() {
        boolean none =
                !drives.isEmpty() && drives.values().stream().noneMatch(DrivePermit::allowed);
        return none ? STOPPED : this;
    }

    /// Whether this allows nothing that the other does not.
    public boolean isWithin(Permit other) {
        return and(other).equals(this);
    }
}
