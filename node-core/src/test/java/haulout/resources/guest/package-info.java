// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Tests of `resources.guest`.
@NullMarked
package haulout.resources.guest;

import org.jspecify.annotations.NullMarked;
