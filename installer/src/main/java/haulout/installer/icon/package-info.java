// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// The picture of the program in the formats that systems ask for.
@NullMarked
package haulout.installer.icon;

import org.jspecify.annotations.NullMarked;
