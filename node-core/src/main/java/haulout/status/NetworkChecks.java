// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.status;

import haulout.status.CheckReport.Level;
import haulout.text.Sentence;
import haulout.text.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Health checks of the network, as far as it has what they look at.
final class NetworkChecks {
    static final Duration CLOCK_OFF = Duration.ofSeconds(30);
    private static final Duration CLOCK_WRONG = Duration.ofMinutes(5);
    private static final Duration BEHIND = Duration.ofMinutes(10);
    private static final Duration FAR_BEHIND = Duration.ofMinutes(30);
    private static final Duration OFFLINE_AFTER = Duration.ofSeconds(30);
    private static final Duration FEW_AFTER = Duration.ofSeconds(60);
    private static final Duration RECORD_SOON = Duration.ofDays(7);
    private static final int ENOUGH_PEERS = 3;

    private NetworkChecks() {}

    static List<Row> of(Facts facts) {
        NetworkFacts network = facts.network();
        List<Row> rows = new ArrayList<>();
        rows.add(up(facts));
        rows.add(peers(facts));
        network.reached().ifPresent(reach -> rows.add(reach(reach, facts.now())));
        network.clock().ifPresent(clock -> rows.add(clock(clock, facts.now())));
        network.ledger().ifPresent(ledger -> rows.add(sync(ledger, facts)));
        network.checks().ifPresent(checks -> rows.add(checks(checks, facts.now())));
        rows.addAll(RouteChecks.of(facts));
        rows.addAll(StoryChecks.of(facts));
        return rows;
    }

    /// Since when nobody can be reached, if that is long enough to be said.
    static Optional<Instant> offline(Facts facts) {
        return facts.network()
                .offlineSince()
                .filter(since ->
                        Duration.between(since, facts.now()).compareTo(OFFLINE_AFTER) >= 0);
    }

    /// How many neighbours have to answer.
    static int wanted(NetworkFacts.Peers peers) {
        return Math.min(ENOUGH_PEERS, peers.known());
    }

    private static Row up(Facts facts) {
        Optional<Instant> since = offline(facts);
        return Row.of(
                "net.up",
                "",
                Optional.of(facts.now()),
                since.isPresent() ? Level.ATTENTION : Level.FINE,
                since.map(at -> Sentence.of("value.offline", new Term.At(at)))
                        .orElse(Sentence.of("value.online")),
                Sentence.of("limit.within", new Term.Span(OFFLINE_AFTER)),
                Sentence.of("alert.net.up"),
                Remedy.CHECK_AGAIN);
    }

    private static Row peers(Facts facts) {
        NetworkFacts.Peers peers = facts.network().peers();
        boolean known =
                Freshness.judge(
                                peers.at().map(Look::passed).orElse(Look.never()),
                                Freshness.PEERS,
                                facts.now())
                        == ProofReport.Outcome.PASSED;
        boolean few =
                peers.answering() < wanted(peers)
                        && peers.fewSince().filter(since -> isOver(since, facts.now())).isPresent();
        return Row.of(
                "net.peers",
                "",
                peers.at(),
                !known ? Level.UNKNOWN : few ? Level.ATTENTION : Level.FINE,
                known
                        ? Sentence.of(
                                "value.peers",
                                new Term.Count(peers.answering()),
                                new Term.Count(peers.known()))
                        : HealthChecks.last(peers.at()),
                Sentence.of("value.number", new Term.Count(wanted(peers))),
                Sentence.of("alert.net.peers", new Term.Count(peers.answering())),
                Remedy.CHECK_AGAIN,
                Remedy.SHOW_NEIGHBOURS);
    }

    private static boolean isOver(Instant since, Instant now) {
        return Duration.between(since, now).compareTo(FEW_AFTER) >= 0;
    }

    private static Row reach(NetworkFacts.Reach reach, Instant now) {
        ProofReport.Outcome outcome = Freshness.judge(reach.look(), Freshness.REACHED, now);
        return Row.of(
                "net.reach",
                "",
                reach.look().at(),
                switch (outcome) {
                    case PASSED -> reach.throughRelay() ? Level.TIP : Level.FINE;
                    case FAILED -> Level.ATTENTION;
                    case UNKNOWN -> Level.UNKNOWN;
                },
                switch (outcome) {
                    case PASSED ->
                            Sentence.of(reach.throughRelay() ? "value.relay" : "value.reached");
                    case FAILED -> Sentence.of("value.not-reached");
                    case UNKNOWN -> HealthChecks.last(reach.look().at());
                },
                Sentence.of("limit.within", new Term.Span(Freshness.REACHED)),
                Sentence.of(
                        outcome == ProofReport.Outcome.PASSED
                                ? "alert.net.reach.relay"
                                : "alert.net.reach"),
                Remedy.CHECK_AGAIN);
    }

    private static Row clock(NetworkFacts.Clock clock, Instant now) {
        Duration off = clock.ahead().abs();
        boolean fresh =
                Freshness.judge(Look.passed(clock.at()), Freshness.CLOCK, now)
                        == ProofReport.Outcome.PASSED;
        Level level =
                off.compareTo(CLOCK_WRONG) > 0
                        ? Level.AT_RISK
                        : off.compareTo(CLOCK_OFF) > 0
                                ? Level.ATTENTION
                                : fresh ? Level.FINE : Level.UNKNOWN;
        return Row.of(
                "clock",
                "",
                Optional.of(clock.at()),
                level,
                Sentence.of("value.off-by", new Term.Span(off)),
                Sentence.of("value.span", new Term.Span(CLOCK_OFF)),
                Sentence.of(
                        clock.ahead().isNegative() ? "alert.clock.slow" : "alert.clock.fast",
                        new Term.Span(off)),
                Remedy.CHECK_AGAIN);
    }

    private static Row sync(NetworkFacts.Ledger ledger, Facts facts) {
        boolean fresh = Freshness.isFresh(ledger.at(), Freshness.LEDGER, facts);
        Level level =
                ledger.behind().compareTo(FAR_BEHIND) > 0
                        ? Level.AT_RISK
                        : ledger.behind().compareTo(BEHIND) > 0
                                ? Level.ATTENTION
                                : fresh ? Level.FINE : Level.UNKNOWN;
        return Row.of(
                "sync",
                "",
                Optional.of(ledger.at()),
                level,
                Sentence.of("value.behind", new Term.Span(ledger.behind())),
                Sentence.of("value.span", new Term.Span(BEHIND)),
                Sentence.of("alert.sync", new Term.Span(ledger.behind())),
                Remedy.CHECK_AGAIN);
    }

    private static Row checks(NetworkFacts.StorageChecks checks, Instant now) {
        ProofReport.Outcome last = Freshness.judge(checks.last(), Freshness.STORAGE_CHECK, now);
        boolean missed = last == ProofReport.Outcome.FAILED;
        boolean falls = checks.lostIn().filter(left -> left.compareTo(RECORD_SOON) < 0).isPresent();
        return Row.of(
                "record.checks",
                "",
                checks.last().at(),
                falls
                        ? Level.AT_RISK
                        : missed
                                ? Level.ATTENTION
                                : last == ProofReport.Outcome.PASSED ? Level.FINE : Level.UNKNOWN,
                Sentence.of(
                        "value.checks-passed",
                        new Term.Count(checks.passed()),
                        new Term.Count(checks.asked())),
                Sentence.of("value.all"),
                Sentence.of(
                        "alert.record.checks",
                        new Term.Count(checks.asked() - checks.passed()),
                        new Term.Count(checks.asked())),
                Remedy.SHOW_ACTIVITY,
                Remedy.SHOW_DRIVES);
    }
}
