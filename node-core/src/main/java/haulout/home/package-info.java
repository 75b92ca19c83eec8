// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// What a window, a tray icon, a command or a script sees of the core, and may ask of it.
///
/// Everything here is immutable except [haulout.home.HomeNode] and its desks, and none of it waits.
@NullMarked
package haulout.home;

import org.jspecify.annotations.NullMarked;
