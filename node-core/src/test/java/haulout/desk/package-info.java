// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Tests of what is behind the desks.
@NullMarked
package haulout.desk;

import org.jspecify.annotations.NullMarked;
