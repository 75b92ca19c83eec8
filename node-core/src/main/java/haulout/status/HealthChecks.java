// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.status;

import haulout.text.Sentence;
import haulout.text.Term;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Every health check that this network and computer have.
final class HealthChecks {
    private HealthChecks() {}

    static List<Row> of(Facts facts) {
        List<Row> rows = new ArrayList<>();
        rows.add(core(facts));
        for (DriveFacts drive : facts.drives()) {
            rows.addAll(DriveChecks.of(drive, facts));
        }
        rows.addAll(NetworkChecks.of(facts));
        rows.addAll(OwnerChecks.of(facts));
        return rows;
    }

    private static Row core(Facts facts) {
        ProofReport.Outcome outcome = Freshness.judge(facts.core(), Freshness.CORE, facts.now());
        return Row.of(
                "core",
                "",
                facts.core().at(),
                switch (outcome) {
                    case PASSED -> CheckReport.Level.FINE;
                    case FAILED -> CheckReport.Level.AT_RISK;
                    case UNKNOWN -> CheckReport.Level.UNKNOWN;
                },
                answered(facts.core(), outcome),
                Sentence.of("limit.within", new Term.Span(Freshness.CORE)),
                Sentence.of("alert.core"),
                Remedy.START,
                Remedy.SHOW_ACTIVITY);
    }

    private static Sentence answered(Look look, ProofReport.Outcome outcome) {
        return switch (outcome) {
            case PASSED -> Sentence.of("value.answered");
            case FAILED -> Sentence.of("value.no-answer");
            case UNKNOWN -> last(look.at());
        };
    }

    /// A value that nobody measured lately.
    static Sentence last(Optional<Instant> at) {
        return at.map(when -> Sentence.of("value.last-looked", new Term.At(when)))
                .orElse(Sentence.of("value.never-looked"));
    }
}
