// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// The storage node: what it takes, keeps, confirms and gives, and how it follows the ledger.
@NullMarked
package haulout.node;

import org.jspecify.annotations.NullMarked;
