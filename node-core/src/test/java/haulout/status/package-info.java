// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Tests of `status`.
@NullMarked
package haulout.status;

import org.jspecify.annotations.NullMarked;
