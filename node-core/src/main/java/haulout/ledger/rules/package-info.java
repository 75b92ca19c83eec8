// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// The arithmetic of staking and of storage payments, as pure functions of values.
@NullMarked
package haulout.ledger.rules;

import org.jspecify.annotations.NullMarked;
