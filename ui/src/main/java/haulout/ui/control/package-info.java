// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// The set of controls that all screens are made of. Looks are in `style/haulout.css`.
@NullMarked
package haulout.ui.control;

import org.jspecify.annotations.NullMarked;
