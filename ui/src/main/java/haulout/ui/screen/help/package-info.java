// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Guide, glossary, and what the program is made of.
@NullMarked
package haulout.ui.screen.help;

import org.jspecify.annotations.NullMarked;
