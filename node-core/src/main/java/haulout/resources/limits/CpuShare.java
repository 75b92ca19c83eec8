// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.limits;

/// Keeps a share of the processor on one thread: each second adds the share, a second's units may
/// run when a hundred has gathered. Not thread-safe; one per worker.
public final class CpuShare {
    private static final int WHOLE = 100;

    private int counter;

    /// A second has begun.
    ///
    /// @param sharePct 0 to 100
    /// @return whether units may run within it
    public boolean nextSecond(int sharePct) {
        // a lower share must not spend what a higher one saved
        counter = Math.min(counter, WHOLE - 1) + sharePct;
        if (sharePct == 0 || counter < WHOLE) {
            return false;
        }
        counter -= WHOLE;
        return true;
    }
}
