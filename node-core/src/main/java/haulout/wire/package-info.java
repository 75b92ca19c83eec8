// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Byte layouts: strict BCS, signed messages, certificates and quilts.
@NullMarked
package haulout.wire;

import org.jspecify.annotations.NullMarked;
