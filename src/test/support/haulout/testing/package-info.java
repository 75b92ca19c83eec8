// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// What the tests of several modules share; compiled with the tests of each.
@NullMarked
package haulout.testing;

import org.jspecify.annotations.NullMarked;
