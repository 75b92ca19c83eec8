// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Tests of who a node is.
@NullMarked
package haulout.identity;

import org.jspecify.annotations.NullMarked;
