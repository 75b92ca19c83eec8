// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Reed–Solomon over GF(2^16): field, tables, and the engines that encode and decode rows of
/// symbols.
@NullMarked
package haulout.codec;

import org.jspecify.annotations.NullMarked;
