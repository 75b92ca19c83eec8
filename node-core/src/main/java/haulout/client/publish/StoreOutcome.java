// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.publish;

import haulout.client.NodeFault;
import haulout.redstuff.VerifiedBlobMetadata;
import java.util.List;

/// What came of storing a blob.
public sealed interface StoreOutcome {
    /// What the blob is.
    VerifiedBlobMetadata metadata();

    /// What the nodes did.
    ///
    /// @param confirmedShards shards of the nodes that gave a valid confirmation
    /// @param neededShards fewest shards that make a certificate
    /// @param reachableShards shards of the nodes that did not fall short until it was decided
    /// @param totalShards all shards
    /// @param confirmedNodes how many nodes confirmed
    /// @param faults the nodes that did not, and why
    record Tally(
            int confirmedShards,
            int neededShards,
            int reachableShards,
            int totalShards,
            int confirmedNodes,
            List<NodeFault> faults) {
        public Tally {
            faults = List.copyOf(faults);
        }
    }

    /// It is stored, and the ledger says so.
    record Certified(VerifiedBlobMetadata metadata, RegisteredBlob registered, Tally tally)
            implements StoreOutcome {}

    /// It is registered, but too few nodes confirmed that they have it.
    record TooFewConfirmations(
            VerifiedBlobMetadata metadata, RegisteredBlob registered, Tally tally)
            implements StoreOutcome {}

    /// The ledger did not register it; nothing was sent to any node.
    record NotRegistered(VerifiedBlobMetadata metadata, RegistrarException cause)
            implements StoreOutcome {}

    /// Enough nodes have it, but the ledger did not take the certificate.
    record NotCertified(
            VerifiedBlobMetadata metadata,
            RegisteredBlob registered,
            Tally tally,
            RegistrarException cause)
            implements StoreOutcome {}
}
