// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Pictures of our own, drawn once as SVG in `icons/` and shown at any size: without JavaFX for the
/// tray, as shapes for the window.
@NullMarked
package haulout.ui.picture;

import org.jspecify.annotations.NullMarked;
