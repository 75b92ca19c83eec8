// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// What this computer is and suits: places that could be lent, and a rating by trials.
@NullMarked
package haulout.resources.machine;

import org.jspecify.annotations.NullMarked;
