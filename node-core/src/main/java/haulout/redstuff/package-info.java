// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// RedStuff: a blob to sliver pairs and back, recovery of slivers, and proofs that a blob was coded
/// wrongly.
@NullMarked
package haulout.redstuff;

import org.jspecify.annotations.NullMarked;
