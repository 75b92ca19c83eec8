// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.status;

import haulout.status.CheckReport.Level;
import haulout.text.Sentence;
import haulout.text.Term;
import java.util.ArrayList;
import java.util.List;

/// Health checks of the ways to this computer. None of them is more than a tip.
final class RouteChecks {
    private RouteChecks() {}

    static List<Row> of(Facts facts) {
        List<Row> rows = new ArrayList<>();
        facts.network()
                .fastRoute()
                .ifPresent(look ->
                        rows.add(row("net.udp", look, "value.open", "value.blocked", facts)));
        facts.network()
                .ownAddress()
                .ifPresent(look ->
                        rows.add(
                                row(
                                        "net.cgnat",
                                        look,
                                        "value.own-address",
                                        "value.shared-address",
                                        facts)));
        return rows;
    }

    private static Row row(String id, Look look, String good, String bad, Facts facts) {
        ProofReport.Outcome outcome = Freshness.judge(look, Freshness.ROUTES, facts.now());
        return Row.of(
                id,
                "",
                look.at(),
                switch (outcome) {
                    case PASSED -> Level.FINE;
                    case FAILED -> Level.TIP;
                    case UNKNOWN -> Level.UNKNOWN;
                },
                switch (outcome) {
                    case PASSED -> Sentence.of(good);
                    case FAILED -> Sentence.of(bad);
                    case UNKNOWN -> HealthChecks.last(look.at());
                },
                Sentence.of("limit.within", new Term.Span(Freshness.ROUTES)),
                Sentence.of("alert." + id),
                Remedy.CHECK_AGAIN);
    }
}
