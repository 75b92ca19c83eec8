// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.publish;

import haulout.client.NetworkPeers;
import haulout.client.NodeFault;
import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.Misdeed;
import haulout.wire.BlobPersistence;
import haulout.wire.CertificateCollector;
import haulout.wire.MessageCertificate;
import haulout.wire.MessageVerdict;
import haulout.wire.ProtocolMessage.StorageConfirmation;
import haulout.wire.SignedMessage;
import haulout.wire.Threshold;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Verifies confirmations and counts them, for each epoch apart: when an epoch begins while a blob
/// is spread, nodes sign for the new one, and only signatures for one epoch make a certificate. Not
/// thread-safe.
final class ConfirmationTally {
    private final NetworkPeers peers;
    private final BlobId blobId;
    private final BlobPersistence persistence;
    // INV: at most one entry for each node's answer
    private final Map<Epoch, CertificateCollector> byEpoch = new TreeMap<>();
    private final Set<Integer> signers = new HashSet<>();

    ConfirmationTally(NetworkPeers peers, BlobId blobId, BlobPersistence persistence) {
        this.peers = peers;
        this.blobId = blobId;
        this.persistence = persistence;
        collector(peers.epoch());
    }

    private CertificateCollector collector(Epoch epoch) {
        return byEpoch.computeIfAbsent(
                epoch,
                at ->
                        new CertificateCollector(
                                peers.signers(at),
                                new StorageConfirmation(at, blobId, persistence),
                                Threshold.QUORUM));
    }

    /// Takes what a node answered.
    ///
    /// @return what is wrong with it, empty if it counts
    Optional<NodeFault> offer(int node, SignedMessage answer) {
        return switch (verdict(node, answer)) {
            case MessageVerdict.Accepted _ -> {
                signers.add(node);
                yield Optional.empty();
            }
            case MessageVerdict.BadSignature() ->
                    fault(node, "signed its confirmation with another key");
            case MessageVerdict.Malformed _ -> fault(node, "sent a confirmation that is none");
            case MessageVerdict.Different _ -> fault(node, "confirmed something else");
        };
    }

    private MessageVerdict verdict(int node, SignedMessage answer) {
        MessageVerdict verdict = collector(peers.epoch()).offer(node, answer);
        return verdict instanceof MessageVerdict.Different(var _, StorageConfirmation said)
                        && said.epoch().compareTo(peers.epoch()) > 0
                        && said.blobId().equals(blobId)
                        && said.persistence().equals(persistence)
                ? collector(said.epoch()).offer(node, answer)
                : verdict;
    }

    private Optional<NodeFault> fault(int node, String what) {
        return Optional.of(NodeFault.lied(node, peers.name(node), Misdeed.SIGNATURE, what));
    }

    /// Nodes whose confirmation counts, for whichever epoch.
    int nodes() {
        return signers.size();
    }

    /// Most shards that confirmed for one epoch.
    int weight() {
        return best().weight();
    }

    /// Fewest shards that make a certificate.
    int neededWeight() {
        return best().neededWeight();
    }

    /// A certificate of all who confirmed for that epoch, if they are enough.
    Optional<MessageCertificate> certificate() {
        return best().certificate();
    }

    private CertificateCollector best() {
        return byEpoch.values().stream()
                .max(Comparator.comparingInt(CertificateCollector::weight))
                .orElseThrow();
    }
}
