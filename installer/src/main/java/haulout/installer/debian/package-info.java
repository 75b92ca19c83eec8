// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// The Debian package around the program image.
@NullMarked
package haulout.installer.debian;

import org.jspecify.annotations.NullMarked;
