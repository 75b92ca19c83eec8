// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.Epoch;
import haulout.core.NodeId;
import haulout.core.ShardIndex;
import haulout.core.SliverIndex;
import haulout.core.SliverPairIndex;
import haulout.core.WireFormatException;
import haulout.ledger.Committee;
import haulout.wire.SigningCommittee;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The nodes of a committee, each with what asks it. Immutable.
public final class NetworkPeers {
    private final Committee committee;
    private final EncodingConfig config;
    private final List<RemoteNode> nodes;
    private final int[] holders;

    /// @param nodes in the order of the committee
    /// @throws IllegalArgumentException if there is not one for each member, or a shard without a
    ///   holder
    public NetworkPeers(Committee committee, List<RemoteNode> nodes) {
        this.committee = Objects.requireNonNull(committee);
        this.config = new EncodingConfig(committee.shardCount());
        this.nodes = List.copyOf(nodes);
        if (nodes.size() != committee.members().size()) {
            throw new IllegalArgumentException(
                    nodes.size() + " nodes for " + committee.members().size() + " members");
        }
        this.holders = new int[committee.shardCount()];
        int held = 0;
        for (int node = 0; node < nodes.size(); node++) {
            for (ShardIndex shard : committee.members().get(node).shards()) {
                holders[shard.value()] = node;
                held++;
            }
        }
        if (held != committee.shardCount()) {
            throw new IllegalArgumentException(held + " shards held of " + committee.shardCount());
        }
    }

    /// The nodes of a committee under their addresses on the ledger.
    ///
    /// @throws WireFormatException if a member has no usable address
    public static NetworkPeers of(Committee committee, PeerClients clients)
            throws WireFormatException {
        List<RemoteNode> nodes = new ArrayList<>();
        for (Committee.Member member : committee.members()) {
            nodes.add(clients.of(member));
        }
        return new NetworkPeers(committee, nodes);
    }

    /// Number of shards and what follows from it.
    public EncodingConfig config() {
        return config;
    }

    /// The epoch of the committee.
    public Epoch epoch() {
        return committee.epoch();
    }

    /// How many nodes there are.
    public int count() {
        return nodes.size();
    }

    /// What asks a node.
    ///
    /// @param node place in the committee
    public RemoteNode node(int node) {
        return nodes.get(node);
    }

    /// What a node's operator calls it.
    public String name(int node) {
        return committee.members().get(node).name();
    }

    /// Number of a node's shards.
    public int weight(int node) {
        return committee.members().get(node).shards().size();
    }

    /// A node's identity.
    public NodeId id(int node) {
        return committee.members().get(node).nodeId();
    }

    /// A node's shards.
    public List<ShardIndex> shards(int node) {
        return committee.members().get(node).shards();
    }

    /// The node that has a blob's sliver.
    public int holder(BlobId blobId, SliverIndex sliver, Axis axis) {
        SliverPairIndex pair = sliver.pair(axis, config);
        return holders[blobId.shard(pair, config).value()];
    }

    /// The same members as signers in an epoch, which may be a later one than this committee's.
    public SigningCommittee signers(Epoch epoch) {
        return new SigningCommittee(
                epoch,
                committee.members().stream()
                        .map(member ->
                                new SigningCommittee.Member(
                                        member.publicKey(), member.shards().size()))
                        .toList());
    }
}
