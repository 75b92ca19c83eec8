// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Tests of the whole: the sources as they lie there, what is shipped, and the program in processes
/// of its own.
@NullMarked
package haulout.system;

import org.jspecify.annotations.NullMarked;
