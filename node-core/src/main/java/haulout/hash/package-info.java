// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// BLAKE2b-256, one message at a time and eight at once, and the Merkle hashing of whole slivers.
@NullMarked
package haulout.hash;

import org.jspecify.annotations.NullMarked;
