// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.tray;

/// The icon beside the clock. Safe for use from any thread; nothing here waits.
public interface Tray extends AutoCloseable {
    /// Whether there is a place for it now.
    boolean isThere();

    /// Shows a state.
    void show(TrayState state);

    @Override
    void close();
}
