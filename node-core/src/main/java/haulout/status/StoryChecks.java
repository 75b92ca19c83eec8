// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.status;

import haulout.status.CheckReport.Level;
import haulout.text.Sentence;
import haulout.text.Term;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Health checks of what the network says of itself and of this node: whether all tell the same,
/// whether nobody else runs as this node, whether this program still fits, whether it goes on.
final class StoryChecks {
    // one that differs may be ill itself
    private static final int MANY_DIFFER = 2;

    private StoryChecks() {}

    static List<Row> of(Facts facts) {
        NetworkFacts network = facts.network();
        List<Row> rows = new ArrayList<>();
        network.agreement().ifPresent(agreement -> rows.add(agree(agreement, facts)));
        network.alone().ifPresent(look -> rows.add(alone(look, facts)));
        network.release().ifPresent(release -> rows.add(release(release, facts)));
        ended(facts).ifPresent(rows::add);
        return rows;
    }

    private static Row agree(NetworkFacts.Agreement agreement, Facts facts) {
        boolean fresh = Freshness.isFresh(agreement.at(), Freshness.AGREEMENT, facts);
        boolean differs = agreement.differing() >= MANY_DIFFER;
        return Row.of(
                "agree",
                "",
                Optional.of(agreement.at()),
                differs
                        ? Level.AT_RISK
                        : fresh && agreement.asked() > 0 ? Level.FINE : Level.UNKNOWN,
                Sentence.of(
                        "value.agree",
                        new Term.Count(agreement.asked() - agreement.differing()),
                        new Term.Count(agreement.asked())),
                Sentence.of("value.all"),
                Sentence.of("alert.agree"),
                Remedy.CHECK_AGAIN,
                Remedy.SHOW_ACTIVITY);
    }

    private static Row alone(Look look, Facts facts) {
        ProofReport.Outcome outcome = Freshness.judge(look, Freshness.ALONE, facts.now());
        return Row.of(
                "double",
                "",
                look.at(),
                switch (outcome) {
                    case PASSED -> Level.FINE;
                    case FAILED -> Level.AT_RISK;
                    case UNKNOWN -> Level.UNKNOWN;
                },
                switch (outcome) {
                    case PASSED -> Sentence.of("value.alone");
                    case FAILED -> Sentence.of("value.another");
                    case UNKNOWN -> HealthChecks.last(look.at());
                },
                Sentence.of("limit.within", new Term.Span(Freshness.ALONE)),
                Sentence.of("alert.double"),
                Remedy.CHECK_AGAIN);
    }

    private static Row release(NetworkFacts.Release release, Facts facts) {
        boolean fresh = Freshness.isFresh(release.at(), Freshness.RELEASE, facts);
        Level level =
                release.neededBy().isPresent()
                        ? Level.AT_RISK
                        : !release.isNewest() ? Level.TIP : fresh ? Level.FINE : Level.UNKNOWN;
        Sentence alert =
                release.neededBy()
                        .map(by -> Sentence.of("alert.version.needed", new Term.At(by)))
                        .orElse(Sentence.of("alert.version"));
        return Row.of(
                        "version",
                        "",
                        Optional.of(release.at()),
                        level,
                        Sentence.of(release.isNewest() ? "value.newest" : "value.newer"),
                        Sentence.of("value.newest"),
                        alert,
                        Remedy.CHECK_AGAIN)
                .until(release.neededBy());
    }

    // whoever reads the network's records reads its end there
    private static Optional<Row> ended(Facts facts) {
        Optional<Instant> at = facts.network().ledger().map(NetworkFacts.Ledger::at);
        boolean over = facts.phase() instanceof Phase.Closed;
        if (at.isEmpty() && !over) {
            return Optional.empty();
        }
        boolean fresh =
                at.filter(time -> Freshness.isFresh(time, Freshness.LEDGER, facts)).isPresent();
        return Optional.of(
                Row.of(
                        "ended",
                        "",
                        at,
                        over ? Level.ATTENTION : fresh ? Level.FINE : Level.UNKNOWN,
                        Sentence.of(over ? "value.ended" : "value.goes-on"),
                        Sentence.of("value.goes-on"),
                        Sentence.of("alert.ended"),
                        Remedy.SHOW_ACTIVITY));
    }
}
