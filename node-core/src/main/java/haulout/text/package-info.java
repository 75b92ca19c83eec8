// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Sentences for people, kept apart from the language that they are said in.
@NullMarked
package haulout.text;

import org.jspecify.annotations.NullMarked;
