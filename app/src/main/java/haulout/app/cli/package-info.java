// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// The command line: what the commands are, how they are parsed, and how their end becomes an exit
/// code and a sentence.
@NullMarked
package haulout.app.cli;

import org.jspecify.annotations.NullMarked;
