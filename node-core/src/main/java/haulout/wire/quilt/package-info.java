// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Quilts: many small files in one blob, each of which can be read from a few secondary slivers.
@NullMarked
package haulout.wire.quilt;

import org.jspecify.annotations.NullMarked;
