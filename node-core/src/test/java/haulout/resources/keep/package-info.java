// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Tests of `resources.keep`.
@NullMarked
package haulout.resources.keep;

import org.jspecify.annotations.NullMarked;
