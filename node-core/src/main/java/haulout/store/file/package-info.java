// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Files as the store needs them, behind an interface that tests can make fail at any step.
@NullMarked
package haulout.store.file;

import org.jspecify.annotations.NullMarked;
