// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// What a program can do with the network that runs in its process: its nodes, its owner's blobs,
/// its money. Interfaces and values, so that whoever shows them need not know how it is done.
///
/// All methods block, and may be called from any thread that may wait. They throw [IOException]
/// with a sentence for people.
@NullMarked
package haulout.network;

import org.jspecify.annotations.NullMarked;
