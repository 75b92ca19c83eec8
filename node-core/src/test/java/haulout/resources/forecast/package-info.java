// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Tests of `resources.forecast`.
@NullMarked
package haulout.resources.forecast;

import org.jspecify.annotations.NullMarked;
