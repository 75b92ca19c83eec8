// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import haulout.resources.policy.Inputs.NetworkCost;
import haulout.resources.policy.Inputs.Presence;
import java.io.IOException;

/// What the hardware library does not know and each system says in its own way. What a system
/// cannot say fails, which counts as unknown.
///
/// Threads: each method by one thread at a time; may be interrupted.
public interface Desktop {
    /// Whether people could sit before this computer.
    boolean hasDisplay();

    /// When the last input was, and whether the screen is locked.
    ///
    /// @throws IOException if the system does not say
    Presence presence() throws IOException;

    /// Whether the system's power saver is on.
    ///
    /// @throws IOException if the system does not say
    boolean saver() throws IOException;

    /// What the network costs.
    ///
    /// @throws IOException if the system does not say
    NetworkCost network() throws IOException;

    /// What the network is called by whoever set it up.
    ///
    /// @return empty where it has no name
    default String networkName() {
        return "";
    }

    /// Whether an app fills the screen, shows a film, or does not want to be disturbed.
    ///
    /// @throws IOException if the system does not say
    boolean fullScreen() throws IOException;

    /// Keeps the computer from falling asleep by itself, or no longer. Its screen may sleep, and a
    /// lid that is closed wins. Called again every half minute for as long as it is wanted.
    ///
    /// @return whether the system does so
    /// @throws IOException if the system does not answer
    default boolean keepAwake(boolean wanted) throws IOException {
        return false;
    }

    /// Whether the system says that it will sleep or shut down.
    ///
    /// @throws IOException if the system does not say
    boolean goingDown() throws IOException;
}
