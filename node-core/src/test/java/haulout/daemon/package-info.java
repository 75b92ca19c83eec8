// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Tests of the whole core.
@NullMarked
package haulout.daemon;

import org.jspecify.annotations.NullMarked;
