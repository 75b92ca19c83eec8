// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.read;

import haulout.client.NetworkPeers;
import haulout.core.Epoch;
import haulout.core.QuorumRule;
import haulout.wire.BlobStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What nodes say of a blob's status. A node may lie; one that stands for more than f shards
/// together with others that say the same does not. Not thread-safe.
///
/// Source: Walrus client, which ranks invalid before permanent before deletable before nonexistent.
public final class StatusVotes {
    private final NetworkPeers peers;
    private final QuorumRule rule;
    private final Map<Integer, BlobStatus> votes = new LinkedHashMap<>();

    /// @param peers the nodes that vote
    public StatusVotes(NetworkPeers peers) {
        this.peers = peers;
        this.rule = QuorumRule.of(peers.config());
    }

    /// Takes what a node says; its last word counts.
    public void add(int node, BlobStatus status) {
        votes.put(node, status);
    }

    private static int rank(BlobStatus status) {
        return switch (status) {
            case BlobStatus.Invalid _ -> 3;
            case BlobStatus.Permanent _ -> 2;
            case BlobStatus.Deletable _ -> 1;
            case BlobStatus.Nonexistent() -> 0;
        };
    }

    private int weight(int rank) {
        int weight = 0;
        for (var vote : votes.entrySet()) {
            if (rank(vote.getValue()) == rank) {
                weight += peers.weight(vote.getKey());
            }
        }
        return weight;
    }

    /// Shards of the nodes that answered.
    public int answeredWeight() {
        return votes.keySet().stream().mapToInt(peers::weight).sum();
    }

    /// Whether so many say that the blob is invalid that one of them is honest.
    boolean isInvalid() {
        return rule.isValidity(weight(3));
    }

    /// Whether those who have not answered cannot make it invalid any more.
    boolean isSettled() {
        int others = peers.config().shardCount() - answeredWeight();
        return isInvalid() || !rule.isValidity(weight(3) + others);
    }

    /// The highest status of which more than f shards' nodes agree; of those who agree in kind, the
    /// answer that most of them gave. Empty if there is none yet.
    public Optional<BlobStatus> believed() {
        for (int rank = 3; rank >= 0; rank--) {
            if (rule.isValidity(weight(rank))) {
                return Optional.of(mostFrequent(rank));
            }
        }
        return Optional.empty();
    }

    /// The nodes that cannot be right, given what is believed.
    ///
    /// @param epoch the current one; who has not heard yet of what happened in it is only late
    List<Integer> contradicting(Epoch epoch) {
        Optional<BlobStatus> believed = believed();
        if (believed.isEmpty() || believed.get() instanceof BlobStatus.Invalid) {
            return List.of();
        }
        boolean isOld =
                certified(believed.get()).filter(since -> since.compareTo(epoch) < 0).isPresent();
        List<Integer> nodes = new ArrayList<>();
        votes.forEach((node, status) -> {
            boolean isWrong =
                    rank(status) == 3 || (isOld && status instanceof BlobStatus.Nonexistent);
            if (isWrong) {
                nodes.add(node);
            }
        });
        return nodes;
    }

    private static Optional<Epoch> certified(BlobStatus status) {
        return switch (status) {
            case BlobStatus.Permanent permanent -> permanent.initialCertifiedEpoch();
            case BlobStatus.Deletable deletable -> deletable.initialCertifiedEpoch();
            case BlobStatus.Invalid _, BlobStatus.Nonexistent() -> Optional.empty();
        };
    }

    private BlobStatus mostFrequent(int rank) {
        Map<BlobStatus, Integer> weights = new LinkedHashMap<>();
        votes.forEach((node, status) -> {
            if (rank(status) == rank) {
                weights.merge(status, peers.weight(node), Integer::sum);
            }
        });
        return weights.entrySet().stream()
                .max(Comparator.comparingInt(Map.Entry::getValue))
                .orElseThrow()
                .getKey();
    }
}
