// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Makes the program image and the packages of it: `haulout package`.
@NullMarked
package haulout.installer;

import org.jspecify.annotations.NullMarked;
