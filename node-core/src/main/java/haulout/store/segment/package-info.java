// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Slivers and metadata as records of append-only segment files, which are their own log.
@NullMarked
package haulout.store.segment;

import org.jspecify.annotations.NullMarked;
