// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Stores blobs: encodes, registers, spreads slivers, gathers confirmations, certifies.
@NullMarked
package haulout.client.publish;

import org.jspecify.annotations.NullMarked;
