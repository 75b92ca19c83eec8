// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// A network of many nodes in one process, on a ledger of its own, for trying everything out. Only
/// the number of machines is small; its money has no value.
@NullMarked
package haulout.practice;

import org.jspecify.annotations.NullMarked;
