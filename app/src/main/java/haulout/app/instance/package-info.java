// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// One running app for each data folder: the first holds a lock and listens, later ones call it.
@NullMarked
package haulout.app.instance;

import org.jspecify.annotations.NullMarked;
