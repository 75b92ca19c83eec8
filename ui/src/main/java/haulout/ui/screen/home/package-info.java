// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Home: what is happening, in one look. The example of how a screen is made.
@NullMarked
package haulout.ui.screen.home;

import org.jspecify.annotations.NullMarked;
