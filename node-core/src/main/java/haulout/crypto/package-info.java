// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Merkle trees; BLS12-381 keys, signatures and aggregates; the P-256 keys of TLS.
@NullMarked
package haulout.crypto;

import org.jspecify.annotations.NullMarked;
