// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Tests of `resources.bus`.
@NullMarked
package haulout.resources.bus;

import org.jspecify.annotations.NullMarked;
