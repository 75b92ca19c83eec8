// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import haulout.resources.policy.Inputs.FreeMemory;
import haulout.resources.policy.Inputs.Power;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// What is read every second or so, and must cost next to nothing.
///
/// Threads: each method by one thread at a time. Errors: [IOException] if the system does not say.
public interface Gauges {
    /// Processors.
    int cores();

    /// Time that all processors worked since start, and how much of it was ours.
    ///
    /// @param at steady clock
    Counters processor(Duration at) throws IOException;

    /// Memory that programs could have.
    FreeMemory memory() throws IOException;

    /// Temperature of the processor; empty if no sensor says anything sensible.
    Optional<Double> celsius() throws IOException;

    /// The battery; empty where there is none.
    Optional<Power> battery() throws IOException;

    /// Looks again which lines there are.
    ///
    /// @param loopback whether the computer's own is one
    void findLines(boolean loopback) throws IOException;

    /// Bytes through all lines.
    LineCounters lines() throws IOException;

    /// Since the computer was switched on.
    Duration uptime() throws IOException;

    /// Names of the programs that run, without their folders, in small letters.
    Set<String> programs() throws IOException;

    /// Bytes since the lines came up.
    record LineCounters(long upBytes, long downBytes) {}
}
