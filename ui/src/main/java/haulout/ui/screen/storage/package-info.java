// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Storage: drives, how much is lent, what is kept, damage found and mended.
@NullMarked
package haulout.ui.screen.storage;

import org.jspecify.annotations.NullMarked;
