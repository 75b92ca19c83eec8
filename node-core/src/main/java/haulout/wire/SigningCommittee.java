// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import haulout.core.Epoch;
import haulout.core.QuorumRule;
import haulout.crypto.BlsPublicKey;
import java.util.List;
import java.util.Objects;

/// The members who may sign in an epoch, in the order of the committee, which is what signer
/// indices and bitmaps refer to. Every shard belongs to exactly one member.
///
/// @param epoch the epoch of this committee
/// @param members in committee order; each key has been registered with a proof of possession
public record SigningCommittee(Epoch epoch, List<Member> members) {
    /// A member.
    ///
    /// @param key verifies what the member signs
    /// @param weight number of the member's shards, 0…65535
    public record Member(BlsPublicKey key, int weight) {
        public Member {
            Objects.requireNonNull(key);
            if (weight < 0 || weight > 0xFFFF) {
                throw new IllegalArgumentException(
                        "weight " + weight + ", allowed 0 to 65535 shards");
            }
        }
    }

    public SigningCommittee {
        Objects.requireNonNull(epoch);
        members = List.copyOf(members);
        long shards = totalWeight(members);
        if (members.size() > 0xFFFF || shards < 1 || shards > 0xFFFF) {
            throw new IllegalArgumentException(
                    members.size() + " members with " + shards + " shards, allowed 1 to 65535");
        }
    }

    /// n: the shards of all members.
    public int shardCount() {
        return (int) totalWeight(members);
    }

    /// How much weight decides.
    public QuorumRule quorumRule() {
        return new QuorumRule(shardCount());
    }

    /// The weight of several members, in shards.
    ///
    /// @param signers places in the committee; each counts, so none may stand there twice
    public int weight(List<Integer> signers) {
        int weight = 0;
        for (int signer : signers) {
            weight += members.get(signer).weight();
        }
        return weight;
    }

    /// The keys of several members.
    public List<BlsPublicKey> keys(List<Integer> signers) {
        return signers.stream().map(signer -> members.get(signer).key()).toList();
    }

    private static long totalWeight(List<Member> members) {
        return members.stream().mapToLong(Member::weight).sum();
    }
}
