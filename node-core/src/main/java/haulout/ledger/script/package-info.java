// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// A ledger that a test or a developer writes by hand.
@NullMarked
package haulout.ledger.script;

import org.jspecify.annotations.NullMarked;
