// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// The ledger that runs in this process: journal, clock, and the views that nodes have of it.
@NullMarked
package haulout.ledger.embedded;

import org.jspecify.annotations.NullMarked;
