// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Tests of `resources.machine`.
@NullMarked
package haulout.resources.machine;

import org.jspecify.annotations.NullMarked;
