// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Neighbours: the other nodes of a practice network on a map of shards, to be stopped and wiped
/// and watched as they mend.
@NullMarked
package haulout.ui.screen.neighbours;

import org.jspecify.annotations.NullMarked;
