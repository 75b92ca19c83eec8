// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger;

import haulout.core.Epoch;
import haulout.core.NodeId;
import haulout.core.ShardIndex;
import haulout.crypto.BlsPublicKey;
import haulout.crypto.NetworkPublicKey;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The storage nodes of an epoch and which shards each of them has.
///
/// @param epoch when it is in force
/// @param shardCount number of shards of the network
/// @param members in the ledger's order: a member's place is its signer index
public record Committee(Epoch epoch, int shardCount, List<Member> members) {
    /// One storage node of the committee.
    ///
    /// @param nodeId its identity on the ledger
    /// @param name what its operator calls it
    /// @param publicKey protocol key, signs confirmations
    /// @param networkKey key of its TLS certificate
    /// @param address host and port of its REST API, without a scheme
    /// @param shards ascending
    public record Member(
            NodeId nodeId,
            String name,
            BlsPublicKey publicKey,
            NetworkPublicKey networkKey,
            String address,
            List<ShardIndex> shards) {
        public Member {
            Objects.requireNonNull(nodeId);
            Objects.requireNonNull(name);
            Objects.requireNonNull(publicKey);
            Objects.requireNonNull(networkKey);
            Objects.requireNonNull(address);
            shards = List.copyOf(shards);
        }

        /// The same node with other shards.
        public Member with(List<ShardIndex> others) {
            return new Member(nodeId, name, publicKey, networkKey, address, others);
        }
    }

    public Committee {
        Objects.requireNonNull(epoch);
        members = List.copyOf(members);
        BitSet taken = new BitSet(shardCount);
        for (Member member : members) {
            for (ShardIndex shard : member.shards()) {
                if (shard.value() >= shardCount || taken.get(shard.value())) {
                    throw new IllegalArgumentException(
                            "shard "
                                    + shard.value()
                                    + " of "
                                    + shardCount
                                    + " is given twice or is none");
                }
                taken.set(shard.value());
            }
        }
    }

    /// A member by its identity.
    public Optional<Member> member(NodeId nodeId) {
        return members.stream().filter(member -> member.nodeId().equals(nodeId)).findFirst();
    }

    /// A member by its protocol key.
    public Optional<Member> member(BlsPublicKey key) {
        return members.stream().filter(member -> member.publicKey().equals(key)).findFirst();
    }

    /// The member that has a shard, empty if no one has.
    public Optional<Member> holder(ShardIndex shard) {
        return members.stream().filter(member -> member.shards().contains(shard)).findFirst();
    }
}
