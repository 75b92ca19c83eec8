// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// What nodes, their committee and their stakers agree on.
@NullMarked
package haulout.ledger;

import org.jspecify.annotations.NullMarked;
