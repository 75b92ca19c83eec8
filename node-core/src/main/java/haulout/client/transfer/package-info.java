// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Stores and reads blobs for several callers of one process, a few at a time.
@NullMarked
package haulout.client.transfer;

import org.jspecify.annotations.NullMarked;
