// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// The icon beside the clock and its menu, where the desktop has a place for them.
@NullMarked
package haulout.app.tray;

import org.jspecify.annotations.NullMarked;
