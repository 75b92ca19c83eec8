// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Readable history, the technical log, and the help file.
@NullMarked
package haulout.ui.screen.activity;

import org.jspecify.annotations.NullMarked;
