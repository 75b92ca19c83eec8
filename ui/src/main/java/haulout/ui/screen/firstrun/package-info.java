// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// First run: five short steps from the first start to a working node.
@NullMarked
package haulout.ui.screen.firstrun;

import org.jspecify.annotations.NullMarked;
