// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.work;

import java.util.List;

/// What Work shows; every text is ready.
///
/// @param now what heavy work does now
/// @param day what it did in the last day
record WorkState(String now, String day, List<Job> jobs) {
    WorkState {
        jobs = List.copyOf(jobs);
    }

    /// A kind of work.
    ///
    /// @param stars 0 to 3; under 0 when it was not judged yet
    /// @param suits how well it suits and what it takes; empty for what the network does not offer
    /// @param fixed why it cannot be switched; empty if it can
    record Job(
            String id,
            String name,
            String effect,
            int stars,
            String suits,
            String basis,
            boolean on,
            String fixed) {}
}
