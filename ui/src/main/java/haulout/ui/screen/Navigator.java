// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen;

import haulout.status.Remedy;
import haulout.text.Sentence;
import javafx.scene.Node;

/// What a screen may ask of the window around it. For the FX thread.
public interface Navigator {
    /// Opens another screen.
    void go(Place place);

    /// Opens another screen and points at something in it.
    void go(Place place, String subject);

    /// Says something in passing.
    void tell(String text);

    /// Says that something did not work, and what helps.
    void tell(Sentence problem);

    /// Says that something was done, with a way to take it back for ten seconds.
    void tellWithUndo(String text, Runnable undo);

    /// Lays a sheet over the window.
    void open(Node sheet);

    /// Takes the sheet away.
    void close();

    /// Does what the button beside a check or an alert says.
    ///
    /// @param subject which of several things it is about; empty if there is one
    void mend(Remedy remedy, String subject);

    /// Puts alerts into cards.
    AlertShown alerts();

    /// Puts a small window in place of this one.
    void compact();

    /// Opens the pages of the first start.
    void firstRun();
}
