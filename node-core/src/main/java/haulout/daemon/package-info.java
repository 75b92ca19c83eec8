// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// What runs when Haulout runs: nodes, ledger and what this computer's programs talk to. The only
/// package that sees everything.
@NullMarked
package haulout.daemon;

import org.jspecify.annotations.NullMarked;
