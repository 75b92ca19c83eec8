// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Puts the program together of its parts.
@NullMarked
package haulout.app.wiring;

import org.jspecify.annotations.NullMarked;
