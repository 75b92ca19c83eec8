// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Tests of `assembly`.
@NullMarked
package haulout.assembly;

import org.jspecify.annotations.NullMarked;
