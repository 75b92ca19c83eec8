// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// What differs between operating systems.
@NullMarked
package haulout.app.platform;

import org.jspecify.annotations.NullMarked;
