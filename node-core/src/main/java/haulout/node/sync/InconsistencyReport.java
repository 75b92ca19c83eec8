// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.Misdeed;
import haulout.ledger.ChainActions;
import haulout.ledger.ChainException;
import haulout.ledger.Committee;
import haulout.node.CodecBusyException;
import haulout.node.CodecPool;
import haulout.node.Committees;
import haulout.node.Holdings;
import haulout.redstuff.InconsistencyProof;
import haulout.wire.CertificateCollector;
import haulout.wire.MessageCertificate;
import haulout.wire.MessageVerdict;
import haulout.wire.ProtocolMessage;
import haulout.wire.SignedMessage;
import haulout.wire.SigningCommittee;
import haulout.wire.Threshold;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has a blob marked as encoded wrongly: shows the proof to the other nodes, collects their signed
/// words, and brings them to the ledger. Thread-safe.
final class InconsistencyReport {
    private static final Logger log = LoggerFactory.getLogger(InconsistencyReport.class);

    private final Holdings holdings;
    private final PeerCalls calls;
    private final ChainActions chain;

    InconsistencyReport(Holdings holdings, PeerCalls calls, ChainActions chain) {
        this.holdings = holdings;
        this.calls = calls;
        this.chain = chain;
    }

    /// Reports a proof.
    ///
    /// Words are collected up to a quorum, which is what the reference node waits for; if everybody
    /// was asked, those of members among which one is honest do as well, because that is what the
    /// contract wants.
    ///
    /// @return whether the ledger has it now; else it is to be tried again
    boolean report(BlobId blobId, InconsistencyProof proof)
            throws CodecBusyException, InterruptedException {
        Optional<Committees> committees = holdings.committees();
        if (committees.isEmpty()) {
            return false;
        }
        Optional<MessageCertificate> certificate =
                collect(committees.get().current(), blobId, proof);
        if (certificate.isEmpty()) {
            log.atWarn().addKeyValue("blob", blobId).log("too few nodes attest an inconsistency");
            return false;
        }
        try {
            chain.invalidateBlob(blobId, certificate.get());
            log.atWarn().addKeyValue("blob", blobId).log("reported a blob as encoded wrongly");
            return true;
        } catch (ChainException e) {
            log.atWarn()
                    .addKeyValue("blob", blobId)
                    .setCause(e)
                    .log("could not report a blob as encoded wrongly");
            return false;
        }
    }

    private Optional<MessageCertificate> collect(
            Committee committee, BlobId blobId, InconsistencyProof proof)
            throws CodecBusyException, InterruptedException {
        Epoch epoch = committee.epoch();
        SigningCommittee signing =
                new SigningCommittee(
                        epoch,
                        committee.members().stream()
                                .map(member ->
                                        new SigningCommittee.Member(
                                                member.publicKey(), member.shards().size()))
                                .toList());
        ProtocolMessage message = new ProtocolMessage.InvalidBlobId(epoch, blobId);
        CertificateCollector collector =
                new CertificateCollector(signing, message, Threshold.VALIDITY);
        int quorum = Threshold.QUORUM.weight(signing.quorumRule());
        Optional<Committee.Member> self = committee.member(holdings.nodeId());
        if (self.isPresent()) {
            offer(collector, committee, self.get(), holdings.sign(message));
        }
        List<Committee.Member> others =
                committee.members().stream()
                        .filter(member -> !member.nodeId().equals(holdings.nodeId()))
                        .toList();
        calls.<SignedMessage, CodecBusyException>ask(
                calls.records().order(others),
                node -> node.attestInconsistency(blobId, proof),
                (from, word) -> {
                    offer(collector, committee, from, word);
                    return collector.weight() >= quorum;
                });
        return collector.certificate();
    }

    private void offer(
            CertificateCollector collector,
            Committee committee,
            Committee.Member from,
            SignedMessage word)
            throws CodecBusyException, InterruptedException {
        int place = committee.members().indexOf(from);
        CodecPool.CodecTask<MessageVerdict, RuntimeException> task =
                _ -> collector.offer(place, word);
        MessageVerdict verdict = holdings.codec().await(task);
        switch (verdict) {
            case MessageVerdict.Accepted _ -> {}
            // of another epoch, for example
            case MessageVerdict.Different _ -> {}
            case MessageVerdict.BadSignature _, MessageVerdict.Malformed _ ->
                    calls.records()
                            .lied(
                                    from.nodeId(),
                                    Misdeed.SIGNATURE,
                                    "an attestation that does not verify");
        }
    }
}
