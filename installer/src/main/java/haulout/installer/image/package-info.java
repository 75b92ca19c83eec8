// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// The program image: a trimmed Java runtime, the jars, notices and the class archive.
@NullMarked
package haulout.installer.image;

import org.jspecify.annotations.NullMarked;
