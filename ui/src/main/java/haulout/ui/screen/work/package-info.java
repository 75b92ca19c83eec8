// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Work: which kinds of job this computer does, and which suit it.
@NullMarked
package haulout.ui.screen.work;

import org.jspecify.annotations.NullMarked;
