// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// How the node is, as everything that shows it has it: proofs, rules and the one state that
/// follows.
@NullMarked
package haulout.status;

import org.jspecify.annotations.NullMarked;
