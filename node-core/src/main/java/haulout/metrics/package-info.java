// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Counters of what the node does, and their text for those who collect it. Depends on nothing, so
/// that every part of the node can count.
@NullMarked
package haulout.metrics;

import org.jspecify.annotations.NullMarked;
