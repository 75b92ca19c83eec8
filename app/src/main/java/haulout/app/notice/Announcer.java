// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.notice;

/// Shows announcements, in the way of one system. Safe for use from any thread; may wait.
public interface Announcer extends AutoCloseable {
    /// Shows one. What was shown for the same cause before is replaced.
    ///
    /// @param title the first line
    /// @param onPress what a press on it does; called by any thread
    /// @return whether the system took it
    boolean show(String title, Notice notice, Runnable onPress);

    @Override
    void close();

    /// For systems without announcements: everything stays under the bell.
    Announcer NONE =
            new Announcer() {
                @Override
                public boolean show(String title, Notice notice, Runnable onPress) {
                    return false;
                }

                @Override
                public void close() {
                    // nothing is open
                }
            };
}
