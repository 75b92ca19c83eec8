// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.NodeId;
import haulout.crypto.BlsSecretKey;
import java.util.Objects;

/// Who a node is.
///
/// @param nodeId its identity on the ledger
/// @param protocolKey signs what it states; prints as its length
public record NodeIdentity(NodeId nodeId, BlsSecretKey protocolKey) {
    public NodeIdentity {
        Objects.requireNonNull(nodeId);
        Objects.requireNonNull(protocolKey);
    }
}
