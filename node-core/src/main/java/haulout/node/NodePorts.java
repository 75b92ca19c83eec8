// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.ledger.ChainActions;
import haulout.ledger.ChainView;
import haulout.store.BlobRecordStore;
import haulout.store.MetadataStore;
import haulout.store.NodeStateStore;
import haulout.store.SliverStore;
import java.util.Objects;

/// What a node stands on. Opened and closed by whoever opens the node, after which they are closed.
///
/// @param slivers slivers, durable
/// @param metadata metadata, durable
/// @param records what the ledger says of blobs
/// @param states what the node remembers of itself
/// @param chain the ledger, for reading
/// @param actions the ledger, for reporting
public record NodePorts(
        SliverStore slivers,
        MetadataStore metadata,
        BlobRecordStore records,
        NodeStateStore states,
        ChainView chain,
        ChainActions actions) {
    public NodePorts {
        Objects.requireNonNull(slivers);
        Objects.requireNonNull(metadata);
        Objects.requireNonNull(records);
        Objects.requireNonNull(states);
        Objects.requireNonNull(chain);
        Objects.requireNonNull(actions);
    }
}
