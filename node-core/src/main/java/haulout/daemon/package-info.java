// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Builds a whole node of its parts, in order, and takes it down again. The only package that sees
/// everything.
@NullMarked
package haulout.daemon;

import org.jspecify.annotations.NullMarked;
