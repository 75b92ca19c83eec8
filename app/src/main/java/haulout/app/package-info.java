// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// The program: arguments in, exit code out.
@NullMarked
package haulout.app;

import org.jspecify.annotations.NullMarked;
