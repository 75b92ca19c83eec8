// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Publisher and aggregator over HTTP: stores and reads blobs and quilts for programs that know
/// nothing of slivers.
@NullMarked
package haulout.gateway;

import org.jspecify.annotations.NullMarked;
