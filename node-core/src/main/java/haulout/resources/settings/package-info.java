// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// What the owner allows: keys, ranges, presets and the file they live in.
@NullMarked
package haulout.resources.settings;

import org.jspecify.annotations.NullMarked;
