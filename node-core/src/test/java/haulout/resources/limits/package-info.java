// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Governors under a simulated clock.
@NullMarked
package haulout.resources.limits;

import org.jspecify.annotations.NullMarked;
