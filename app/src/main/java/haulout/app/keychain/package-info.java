// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Keychains of systems, as places for the key that locks a node's keys.
@NullMarked
package haulout.app.keychain;

import org.jspecify.annotations.NullMarked;
