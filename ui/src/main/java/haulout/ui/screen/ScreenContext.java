// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen;

import haulout.home.HomeNode;
import haulout.ui.text.Words;
import haulout.ui.work.BackgroundRunner;
import java.time.InstantSource;
import java.util.Objects;

/// Everything that a screen is built of.
public record ScreenContext(
        HomeNode node,
        Words words,
        BackgroundRunner runner,
        Navigator navigator,
        Desktop desktop,
        InstantSource clock,
        Look look,
        Later later) {
    public ScreenContext {
        Objects.requireNonNull(node);
        Objects.requireNonNull(words);
        Objects.requireNonNull(runner);
        Objects.requireNonNull(navigator);
        Objects.requireNonNull(desktop);
        Objects.requireNonNull(clock);
        Objects.requireNonNull(look);
        Objects.requireNonNull(later);
    }
}
