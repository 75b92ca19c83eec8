// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import haulout.client.RemoteNode;
import haulout.core.WireFormatException;
import haulout.ledger.Committee;

/// How the other nodes of a committee are reached. Thread-safe.
@FunctionalInterface
public interface PeerNodes {
    /// The client of a member.
    ///
    /// @throws WireFormatException if the ledger has no usable address for it
    RemoteNode of(Committee.Member member) throws WireFormatException;
}
