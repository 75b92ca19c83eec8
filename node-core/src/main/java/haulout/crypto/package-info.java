// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Merkle trees and BLS12-381 keys, signatures and aggregates.
@NullMarked
package haulout.crypto;

import org.jspecify.annotations.NullMarked;
