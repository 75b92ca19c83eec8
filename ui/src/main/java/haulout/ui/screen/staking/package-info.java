// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Stakes with their dates, nodes to stake on, and those who stake on this node.
@NullMarked
package haulout.ui.screen.staking;

import org.jspecify.annotations.NullMarked;
