// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.guest;

import haulout.resources.policy.Inputs;
import haulout.resources.probe.WatchedProbe;
import java.time.Duration;
import java.util.List;

/// What is known of the computer.
///
/// Threads: one, except [#reports()].
public interface Senses {
    /// Starts measurements that are due and gives up those that hang. Never waits.
    ///
    /// @param now steady clock
    void tick(Duration now);

    /// Whether something that was started has neither ended nor been given up.
    boolean isMeasuring();

    /// Everything with its age.
    ///
    /// @param now steady clock
    Inputs inputs(Duration now);

    /// How each measurement fares.
    List<WatchedProbe.Report> reports();
}
