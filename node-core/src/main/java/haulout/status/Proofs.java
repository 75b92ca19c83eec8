// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.status;

import haulout.text.Sentence;
import haulout.text.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What must hold before the node may be shown as well.
final class Proofs {
    private Proofs() {}

    static List<ProofReport> of(Facts facts, List<AlertReport> alerts) {
        Instant now = facts.now();
        List<ProofReport> proofs = new ArrayList<>();
        proofs.add(proof(ProofId.CORE, "", facts.core(), Freshness.CORE, now));
        drives(facts, proofs);
        proofs.add(peers(facts));
        facts.network()
                .reached()
                .ifPresent(reach ->
                        proofs.add(
                                proof(ProofId.REACHED, "", reach.look(), Freshness.REACHED, now)));
        facts.network()
                .clock()
                .ifPresent(clock ->
                        proofs.add(proof(ProofId.CLOCK, "", look(clock), Freshness.CLOCK, now)));
        proofs.add(noRisk(alerts, now));
        facts.network()
                .checks()
                .ifPresent(checks ->
                        proofs.add(
                                proof(
                                        ProofId.STORAGE_CHECK,
                                        "",
                                        checks.last(),
                                        Freshness.STORAGE_CHECK,
                                        now)));
        return proofs;
    }

    private static void drives(Facts facts, List<ProofReport> proofs) {
        for (DriveFacts drive : facts.drives()) {
            proofs.add(
                    proof(
                            ProofId.DRIVE_MARKER,
                            drive.label(),
                            drive.marker(),
                            Freshness.MARKER,
                            facts.now()));
            proofs.add(
                    proof(
                            ProofId.DRIVE_WRITE,
                            drive.label(),
                            drive.write(),
                            Freshness.write(facts),
                            facts.now()));
        }
        // who keeps pieces has them on a drive
        if (facts.drives().isEmpty() && facts.keepsPieces()) {
            proofs.add(
                    proof(ProofId.DRIVE_MARKER, "", Look.never(), Freshness.MARKER, facts.now()));
        }
    }

    private static ProofReport peers(Facts facts) {
        NetworkFacts.Peers peers = facts.network().peers();
        boolean enough = peers.answering() >= NetworkChecks.wanted(peers);
        Look look =
                peers.at()
                        .map(at -> enough ? Look.passed(at) : Look.failed(at))
                        .orElse(Look.never());
        return proof(ProofId.PEERS, "", look, Freshness.PEERS, facts.now());
    }

    private static Look look(NetworkFacts.Clock clock) {
        return clock.ahead().abs().compareTo(NetworkChecks.CLOCK_OFF) <= 0
                ? Look.passed(clock.at())
                : Look.failed(clock.at());
    }

    private static ProofReport noRisk(List<AlertReport> alerts, Instant now) {
        boolean risk =
                alerts.stream().anyMatch(alert -> alert.level() == AlertReport.Level.AT_RISK);
        return proof(
                ProofId.NO_RISK,
                "",
                risk ? Look.failed(now) : Look.passed(now),
                Duration.ZERO,
                now);
    }

    private static ProofReport proof(
            ProofId id, String subject, Look look, Duration freshness, Instant now) {
        return new ProofReport(
                id,
                subject,
                Freshness.judge(look, freshness, now),
                look.at(),
                freshness,
                name(id, subject));
    }

    /// What a proof is about, as people call it.
    private static Sentence name(ProofId id, String subject) {
        Optional<Term> term =
                subject.isEmpty() ? Optional.empty() : Optional.of(Term.drive(subject));
        String key =
                switch (id) {
                    case CORE -> "proof.core";
                    case DRIVE_MARKER ->
                            subject.isEmpty() ? "proof.drive-none" : "proof.drive-marker";
                    case DRIVE_WRITE -> "proof.drive-write";
                    case PEERS -> "proof.peers";
                    case REACHED -> "proof.reached";
                    case CLOCK -> "proof.clock";
                    case NO_RISK -> "proof.no-risk";
                    case STORAGE_CHECK -> "proof.storage-check";
                };
        return term.map(t -> Sentence.of(key, t)).orElse(Sentence.of(key));
    }
}
