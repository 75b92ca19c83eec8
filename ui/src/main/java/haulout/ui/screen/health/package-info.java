// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Health: every check, why it matters, and the button that fixes it.
@NullMarked
package haulout.ui.screen.health;

import org.jspecify.annotations.NullMarked;
