// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Values of the Move language as a chain stores them: layouts, bytes, addresses of fields.
@NullMarked
package haulout.ledger.move;

import org.jspecify.annotations.NullMarked;
