// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.tray;

import java.util.List;
import java.util.Objects;

/// What the icon shows; every text is ready.
///
/// @param shape a picture of `icons/status`
/// @param tooltip one line
public record TrayState(String shape, String title, String tooltip, List<TrayItem> menu) {
    public TrayState {
        Objects.requireNonNull(shape);
        Objects.requireNonNull(title);
        Objects.requireNonNull(tooltip);
        menu = List.copyOf(menu);
    }
}
