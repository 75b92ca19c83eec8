// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// The drive shield: Reed–Solomon parity for sealed segments, mending, and the scrub that reads
/// everything again. The only place for the library of Backblaze.
@NullMarked
package haulout.store.shield;

import org.jspecify.annotations.NullMarked;
