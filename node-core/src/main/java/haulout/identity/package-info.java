// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Who a node is: its secret keys, the twelve words that they come from, the file that brings them
/// back, the lock on them, and the guard that they are never used twice at the same time.
@NullMarked
package haulout.identity;

import org.jspecify.annotations.NullMarked;
