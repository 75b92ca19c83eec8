// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Leaving the network.
@NullMarked
package haulout.ui.screen.leave;

import org.jspecify.annotations.NullMarked;
