// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Programs that are run, folders that are filled, and what this system is.
@NullMarked
package haulout.installer.tool;

import org.jspecify.annotations.NullMarked;
