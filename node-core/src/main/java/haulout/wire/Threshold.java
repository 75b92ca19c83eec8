// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import haulout.core.QuorumRule;

/// How much weight a certificate needs. Source: contracts/walrus `bls_aggregate.move`.
public enum Threshold {
    /// Members that decide for all: 3·weight ≥ 2n + 1. For storage confirmations.
    QUORUM,

    /// Members among which one is honest: 3·weight ≥ n + 1. For invalid blob IDs.
    VALIDITY;

    /// The smallest weight that suffices, in shards.
    public int weight(QuorumRule rule) {
        return this == QUORUM ? rule.quorumWeight() : rule.validityWeight();
    }
}
