// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Files: the owner's own files in the network, on their way in and out, and where their pieces
/// are.
@NullMarked
package haulout.ui.screen.files;

import org.jspecify.annotations.NullMarked;
