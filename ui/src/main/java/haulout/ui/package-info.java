// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// The window. It shows what a node publishes and tells it what its owner wants; it holds no state
/// of the node's own.
@NullMarked
package haulout.ui;

import org.jspecify.annotations.NullMarked;
