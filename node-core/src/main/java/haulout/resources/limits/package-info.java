// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Governors that keep work within a permit; time is passed in, nothing waits here.
@NullMarked
package haulout.resources.limits;

import org.jspecify.annotations.NullMarked;
