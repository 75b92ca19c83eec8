// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.core;

/// When confirmations of members weigh enough, as the contract counts: in shards, never in members.
///
/// The contract compares 3·weight with n; [EncodingConfig#quorum] and [EncodingConfig#validity] are
/// the clients' bounds. A client's bound may lie below the contract's (at n = 5: 3 instead of 4),
/// so a certificate has to be collected by this rule. Source: contracts/walrus
/// `bls_aggregate.move`, walrus-core `bft.rs`.
///
/// @param shardCount n, the number of shards, 1…65535
public record QuorumRule(int shardCount) {
    public QuorumRule {
        if (shardCount < 1 || shardCount > 0xFFFF) {
            throw new IllegalArgumentException(
                    "number of shards " + shardCount + ", allowed 1 to 65535");
        }
    }

    /// The rule for a network.
    public static QuorumRule of(EncodingConfig config) {
        return new QuorumRule(config.shardCount());
    }

    /// Whether members of this weight decide for all: 3·weight ≥ 2n + 1.
    ///
    /// @param weight in shards
    public boolean isQuorum(int weight) {
        return 3L * weight >= 2L * shardCount + 1;
    }

    /// Whether at least one of the members of this weight is honest: 3·weight ≥ n + 1.
    ///
    /// @param weight in shards
    public boolean isValidity(int weight) {
        return 3L * weight >= shardCount + 1L;
    }

    /// The smallest weight that [#isQuorum].
    public int quorumWeight() {
        return Math.ceilDiv(2 * shardCount + 1, 3);
    }

    /// The smallest weight that [#isValidity].
    public int validityWeight() {
        return Math.ceilDiv(shardCount + 1, 3);
    }
}
