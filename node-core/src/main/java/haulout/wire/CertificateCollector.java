// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import haulout.crypto.BlsSignature;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Collects the signatures of members of a committee under one message until they weigh enough for
/// a certificate. Weight is counted in shards.
///
/// Threads: not thread-safe. [#offer] verifies a signature, so it belongs on a platform thread.
public final class CertificateCollector {
    private final SigningCommittee committee;
    private final ProtocolMessage message;
    private final int neededWeight;
    // INV: every signature is verified, keys are places in the committee, ascending
    private final SequencedMap<Integer, BlsSignature> signatures = new TreeMap<>();

    /// @param message what everybody is asked to sign; its epoch is the committee's
    public CertificateCollector(
            SigningCommittee committee, ProtocolMessage message, Threshold threshold) {
        if (!committee.epoch().equals(message.epoch())) {
            throw new IllegalArgumentException(
                    "message for epoch " + message.epoch() + ", committee of " + committee.epoch());
        }
        this.committee = committee;
        this.message = message;
        this.neededWeight = threshold.weight(committee.quorumRule());
    }

    /// Takes what a member answered. Only what is accepted counts, and only once for each member.
    ///
    /// @param signer the member's place in the committee
    public MessageVerdict offer(int signer, SignedMessage answer) {
        Objects.checkIndex(signer, committee.members().size());
        MessageVerdict verdict = answer.verify(committee.members().get(signer).key(), message);
        if (verdict instanceof MessageVerdict.Accepted accepted) {
            signatures.put(signer, accepted.signature());
        }
        return verdict;
    }

    /// Weight of those who signed, in shards.
    public int weight() {
        return committee.weight(List.copyOf(signatures.keySet()));
    }

    /// Smallest weight that makes a certificate, in shards.
    public int neededWeight() {
        return neededWeight;
    }

    /// Whether there is enough for a certificate.
    public boolean isComplete() {
        return weight() >= neededWeight;
    }

    /// The certificate of everybody who signed so far, if they weigh enough. Its signers ascend.
    public Optional<MessageCertificate> certificate() {
        if (!isComplete()) {
            return Optional.empty();
        }
        return Optional.of(
                new MessageCertificate(
                        List.copyOf(signatures.keySet()),
                        message.toBytes(),
                        BlsSignature.aggregate(List.copyOf(signatures.values())).unchecked()));
    }
}
