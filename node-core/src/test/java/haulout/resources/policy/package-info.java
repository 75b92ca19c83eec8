// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// The resource rules under a simulated clock.
@NullMarked
package haulout.resources.policy;

import org.jspecify.annotations.NullMarked;
