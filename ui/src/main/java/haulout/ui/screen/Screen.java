// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen;

import haulout.home.HomeSnapshot;
import javafx.scene.Node;

/// One screen. Made once; all calls on the FX thread.
public interface Screen {
    /// What is shown.
    Node content();

    /// News, only while it is shown and once when it comes to be.
    void show(HomeSnapshot snapshot);

    /// It comes to be shown.
    ///
    /// @param subject which of several things to point at; empty for none
    default void shown(String subject) {}

    /// It is shown no longer: what it attached elsewhere is to be released.
    default void hidden() {}

    /// Opens what can be opened from here, one after the other and without a question to the node,
    /// so that the classes of sheets are there before somebody wants one. Called for a screen that
    /// nobody sees, on any thread.
    ///
    /// @param opened lays out what was opened
    default void warm(Runnable opened) {}
}
