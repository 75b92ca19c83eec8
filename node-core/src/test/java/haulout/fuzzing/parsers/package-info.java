// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// The parsers of bytes that come from other nodes and from clients, as targets of fuzzing, one
/// class for each family of them.
@NullMarked
package haulout.fuzzing.parsers;

import org.jspecify.annotations.NullMarked;
