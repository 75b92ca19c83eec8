// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// The window around the screens: rail, header, alerts, what lies over it, colours, keys.
@NullMarked
package haulout.ui.shell;

import org.jspecify.annotations.NullMarked;
