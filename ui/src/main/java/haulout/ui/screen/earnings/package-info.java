// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// What the node earned: three sums that are never added, bars, sources, payouts, electricity.
@NullMarked
package haulout.ui.screen.earnings;

import org.jspecify.annotations.NullMarked;
