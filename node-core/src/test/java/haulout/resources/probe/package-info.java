// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Tests of `resources.probe`.
@NullMarked
package haulout.resources.probe;

import org.jspecify.annotations.NullMarked;
