// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import haulout.app.cli.CommandFailure;
import haulout.home.HomeNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/// The running core, as the desktop app holds it.
///
/// @param node what window and tray see
/// @param end stops it; may take seconds
public record Core(HomeNode node, AutoCloseable end) {
    /// Starts a core.
    @FunctionalInterface
    public interface Opener {
        /// Starts the core that keeps its data in a folder.
        ///
        /// @throws CommandFailure if it cannot be started, with a sentence for people
        Core open(Path home, InstantSource clock)
                throws CommandFailure, IOException, InterruptedException;
    }
}
