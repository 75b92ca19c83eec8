// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// What feeds hostile bytes to parsers: mutations of valid bytes, limits of memory and time, and
/// the checks that every input must pass. Shared by the tests of all modules and compiled with
/// those of each. See docs/fuzzing.md.
@NullMarked
package haulout.fuzzing;

import org.jspecify.annotations.NullMarked;
