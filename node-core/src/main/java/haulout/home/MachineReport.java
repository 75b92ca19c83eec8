// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/// What this computer is, as far as it was found out for the first start.
///
/// @param downBits a second
/// @param upBits a second
/// @param drives best first, refused ones last
/// @param encodeRate bytes a second
/// @param flushTime median
/// @param isComplete whether everything has been looked at
public record MachineReport(
        String processor,
        int cores,
        Figure<Long> memoryBytes,
        Figure<Boolean> hasBattery,
        Figure<Long> downBits,
        Figure<Long> upBits,
        List<DriveCandidate> drives,
        Figure<Long> encodeRate,
        Figure<Duration> flushTime,
        boolean isComplete) {
    public MachineReport {
        Objects.requireNonNull(processor);
        Objects.requireNonNull(memoryBytes);
        Objects.requireNonNull(hasBattery);
        Objects.requireNonNull(downBits);
        Objects.requireNonNull(upBits);
        drives = List.copyOf(drives);
        Objects.requireNonNull(encodeRate);
        Objects.requireNonNull(flushTime);
    }
}
