// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Rules about when the computer may be used, and the window's own settings.
@NullMarked
package haulout.ui.screen.settings;

import org.jspecify.annotations.NullMarked;
