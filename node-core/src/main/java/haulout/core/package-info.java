// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// The vocabulary of the network: identifiers, indices, and the sizes that follow from the number
/// of shards.
@NullMarked
package haulout.core;

import org.jspecify.annotations.NullMarked;
