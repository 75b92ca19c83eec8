// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.tray;

/// The icon beside the clock. Safe for use from any thread; nothing here waits.
public interface Tray extends AutoCloseable {
    /// Whether there is a place for it now.
    boolean isThere();

    /// Shows a state.
    void show(TrayState state);

    /// Announces something beside the icon.
    ///
    /// @return whether that is possible here
    default boolean announce(String title, String text, boolean isUrgent) {
        return false;
    }

    @Override
    void close();
}
