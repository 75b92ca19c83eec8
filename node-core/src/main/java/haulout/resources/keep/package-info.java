// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// What the resource rules keep on disk: settings, the month's count, the minutes of the past days.
@NullMarked
package haulout.resources.keep;

import org.jspecify.annotations.NullMarked;
