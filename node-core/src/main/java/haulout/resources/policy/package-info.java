// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// What may run now: one pure function from readings, settings and memory to permits and reasons.
@NullMarked
package haulout.resources.policy;

import org.jspecify.annotations.NullMarked;
