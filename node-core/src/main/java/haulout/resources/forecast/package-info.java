// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// What settings would have allowed in the minutes that were recorded, and what in them contradicts
/// itself.
@NullMarked
package haulout.resources.forecast;

import org.jspecify.annotations.NullMarked;
