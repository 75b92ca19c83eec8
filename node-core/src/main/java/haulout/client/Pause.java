// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import java.time.Duration;

/// Waits. Tests put something quicker in its place.
@FunctionalInterface
public interface Pause {
    /// Returns after `duration`.
    void pause(Duration duration) throws InterruptedException;

    /// Waits for real.
    static Pause real() {
        return Thread::sleep;
    }
}
