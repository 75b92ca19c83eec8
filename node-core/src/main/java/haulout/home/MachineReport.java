// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import java.util.List;
import java.util.Objects;

/// What this computer is, as far as it was found out for the first start.
///
/// @param drives best first, refused ones last
/// @param isComplete whether everything has been looked at
public record MachineReport(
        String processor,
        int cores,
        Figure<Long> memoryBytes,
        Figure<Boolean> hasBattery,
        List<DriveCandidate> drives,
        boolean isComplete) {
    public MachineReport {
        Objects.requireNonNull(processor);
        Objects.requireNonNull(memoryBytes);
        Objects.requireNonNull(hasBattery);
        drives = List.copyOf(drives);
    }
}
