// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// The package map, shared by the tests of all modules and compiled with those of each.
@NullMarked
package haulout.architecture;

import org.jspecify.annotations.NullMarked;
