// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.policy;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/// The outcome: permits, every rule's row in order, and what to pass to the next call.
///
/// @param permits one per duty
/// @param drives what the rules of each drive alone leave of taking in and of heavy work there,
///   whatever the rules of the computer say: work under way goes by them
/// @param table all rules, active or not; made when it is looked at first
/// @param sayAway the network should be told that the node goes away
/// @param memory for the next decision
public record Decision(
        Map<Duty, Permit> permits,
        Map<Duty, Map<String, DrivePermit>> drives,
        List<Reason> table,
        boolean sayAway,
        Memory memory) {
    /// Copies the collections.
    public Decision {
        permits = Map.copyOf(permits);
        drives = Map.copyOf(drives);
        table = Collections.unmodifiableList(table);
    }

    /// What a duty may do.
    public Permit permit(Duty duty) {
        return permits.getOrDefault(duty, Permit.STOPPED);
    }

    /// What the rules of a drive leave of a duty there.
    public DrivePermit onDrive(Duty duty, String drive) {
        return drives.getOrDefault(duty, Map.of()).getOrDefault(drive, DrivePermit.FREE);
    }

    /// The rules that act, first the one to be shown.
    public List<Reason> reasons() {
        return table.stream().filter(row -> row.state() == Reason.State.ACTIVE).toList();
    }
}
