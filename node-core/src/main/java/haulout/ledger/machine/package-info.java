// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// The ledger as a deterministic state machine: commands in, events and results out.
@NullMarked
package haulout.ledger.machine;

import org.jspecify.annotations.NullMarked;
