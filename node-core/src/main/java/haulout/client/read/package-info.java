// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Reads blobs: collects slivers from nodes that need not be trusted, verifies and decodes them.
@NullMarked
package haulout.client.read;

import org.jspecify.annotations.NullMarked;
