// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

/// Whether the system stops the process. The toolkit ends by itself then, at any moment and beside
/// its own thread, so it may not start any more and what draws may fail: nothing is wrong.
///
/// Threads: any.
public final class ProcessEnd {
    private ProcessEnd() {}

    /// The Java machine takes no more notes of what to do at the end once that has come.
    public static boolean isUnderWay() {
        Thread probe = Thread.ofPlatform().unstarted(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException ending) {
            return true;
        }
    }
}
