// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Fetches what a node should hold and does not: from the nodes that held a shard before, or
/// rebuilt from the symbols of many. Nothing is stored that was not verified here.
///
/// Source: walrus-service `node/blob_sync.rs`, `node/shard_sync.rs`; walrus-protocol sections 9.4
/// and 9.5.
@NullMarked
package haulout.node.sync;

import org.jspecify.annotations.NullMarked;
