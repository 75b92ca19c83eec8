// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Builds one whole storage node of its parts, in order, and takes it down again.
@NullMarked
package haulout.assembly;

import org.jspecify.annotations.NullMarked;
