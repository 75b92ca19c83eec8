// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// The drives that an owner lends: their identity, room, health, and on which one something new is
/// placed.
@NullMarked
package haulout.store.drive;

import org.jspecify.annotations.NullMarked;
