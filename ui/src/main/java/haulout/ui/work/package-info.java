// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Threads of the window: what runs on the FX thread, and what must not.
@NullMarked
package haulout.ui.work;

import org.jspecify.annotations.NullMarked;
