// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Tests of `text`.
@NullMarked
package haulout.text;

import org.jspecify.annotations.NullMarked;
