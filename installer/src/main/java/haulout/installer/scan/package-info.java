// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Compares the libraries with what is publicly known of their weaknesses: `haulout scan`.
@NullMarked
package haulout.installer.scan;

import org.jspecify.annotations.NullMarked;
