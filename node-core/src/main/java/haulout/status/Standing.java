// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.status;

import haulout.resources.settings.Mode;
import haulout.text.Sentence;
import haulout.text.Term;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// From proofs, alerts and rules to the one state that is shown.
final class Standing {
    // more than people read at a glance; the table behind "Why?" has all
    private static final int MAX_MORE = 12;
    // the text would change each second otherwise, and says no more
    private static final Duration JUST_NOW = Duration.ofMinutes(1);

    private static final String WAITING = "status.waiting";

    private final Facts facts;
    private final List<ProofReport> proofs;
    private final List<AlertReport> alerts;

    private Standing(Facts facts, List<ProofReport> proofs, List<AlertReport> alerts) {
        this.facts = facts;
        this.proofs = proofs;
        this.alerts = alerts;
    }

    static StatusReport of(Facts facts, List<ProofReport> proofs, List<AlertReport> alerts) {
        Standing standing = new Standing(facts, proofs, alerts);
        NodeStanding state = standing.state();
        Sentence sentence = standing.sentence(state);
        return new StatusReport(
                state,
                standing.title(state),
                sentence,
                standing.more(state),
                standing.lastConfirmed(),
                proofs,
                facts.rest().rules());
    }

    private NodeStanding state() {
        Set<NodeStanding> hold = EnumSet.of(NodeStanding.HEALTHY);
        switch (facts.phase()) {
            case Phase.Stopped _ -> hold.add(NodeStanding.STOPPED);
            case Phase.Starting _ -> hold.add(NodeStanding.STARTING);
            case Phase.Running _ -> {}
            case Phase.Leaving _ -> hold.add(NodeStanding.LEAVING);
            case Phase.Left _, Phase.Closed _ -> hold.add(NodeStanding.CLOSED);
        }
        for (ProofReport proof : proofs) {
            if (proof.outcome() != ProofReport.Outcome.PASSED) {
                hold.add(NodeStanding.CHECKING);
            }
            if (proof.outcome() == ProofReport.Outcome.FAILED) {
                failed(proof.proof()).ifPresent(hold::add);
            }
        }
        for (AlertReport alert : alerts) {
            switch (alert.level()) {
                case AT_RISK -> hold.add(NodeStanding.AT_RISK);
                case ATTENTION -> hold.add(NodeStanding.ATTENTION);
                case TIP -> {}
            }
        }
        NetworkChecks.offline(facts).ifPresent(_ -> hold.add(NodeStanding.OFFLINE));
        if (isPaused()) {
            hold.add(NodeStanding.PAUSED);
        }
        // where no pieces are kept nobody asks for any
        if (facts.keepsPieces() && (!facts.rest().answers() || !facts.rest().takesIn())) {
            hold.add(NodeStanding.RESTING);
        }
        // the states stand in the order in which they win
        return hold.iterator().next();
    }

    /// Who only follows stakes has no node that could be healthy; a network that was left goes on.
    private Sentence title(NodeStanding state) {
        if (state == NodeStanding.CLOSED && facts.phase() instanceof Phase.Left) {
            return Sentence.of("standing.left");
        }
        return state == NodeStanding.HEALTHY && !facts.keepsPieces()
                ? Sentence.of("standing.healthy-follow")
                : state.title();
    }

    private static Optional<NodeStanding> failed(ProofId proof) {
        return switch (proof) {
            case CORE -> Optional.of(NodeStanding.STOPPED);
            case DRIVE_MARKER, DRIVE_WRITE, NO_RISK -> Optional.of(NodeStanding.AT_RISK);
            case REACHED, CLOCK, STORAGE_CHECK -> Optional.of(NodeStanding.ATTENTION);
            // for a minute that is not worth a word; then the check has one
            case PEERS -> Optional.empty();
        };
    }

    private boolean isPaused() {
        return facts.rest().mode().at(facts.now()) == Mode.Kind.PAUSED;
    }

    private Optional<Instant> lastConfirmed() {
        boolean all = proofs.stream().allMatch(p -> p.outcome() == ProofReport.Outcome.PASSED);
        return all ? oldest() : Optional.empty();
    }

    private Optional<Instant> oldest() {
        boolean every = proofs.stream().allMatch(proof -> proof.lastRun().isPresent());
        return every
                ? proofs.stream()
                        .flatMap(proof -> proof.lastRun().stream())
                        .min(Comparator.naturalOrder())
                : Optional.empty();
    }

    private Sentence sentence(NodeStanding state) {
        return switch (state) {
            case STOPPED -> Sentence.of("status.stopped");
            case STARTING -> Sentence.of("status.starting");
            case CLOSED -> closed();
            case AT_RISK -> alert(AlertReport.Level.AT_RISK);
            case OFFLINE ->
                    Sentence.of(
                            "status.offline",
                            new Term.At(NetworkChecks.offline(facts).orElse(facts.now())));
            case LEAVING ->
                    facts.phase() instanceof Phase.Leaving leaving
                            ? leaving(leaving)
                            : Sentence.of("status.stopped");
            case PAUSED -> paused();
            case ATTENTION -> alert(AlertReport.Level.ATTENTION);
            case CHECKING -> checking();
            case RESTING -> resting();
            case HEALTHY -> healthy();
        };
    }

    private Sentence closed() {
        return switch (facts.phase()) {
            case Phase.Closed(String network, Instant at) ->
                    Sentence.of("status.closed", new Term.Name(network), new Term.At(at));
            case Phase.Left(Optional<Instant> at) ->
                    at.map(when -> Sentence.of("status.left", new Term.At(when)))
                            .orElse(Sentence.of("status.left-once"));
            case Phase _ -> Sentence.of("status.stopped");
        };
    }

    private static Sentence leaving(Phase.Leaving leaving) {
        Term percent = new Term.Percent(leaving.percent());
        return leaving.left()
                .map(left -> Sentence.of("status.leaving", percent, new Term.Span(left)))
                .orElseGet(() -> Sentence.of("status.leaving-rest", percent));
    }

    private Sentence alert(AlertReport.Level level) {
        Optional<AlertReport> first =
                alerts.stream().filter(alert -> alert.level() == level).findFirst();
        if (first.isEmpty()) {
            return proofs.stream()
                    .filter(proof -> proof.outcome() == ProofReport.Outcome.FAILED)
                    .map(proof -> Sentence.of("status.failed", new Term.Part(proof.detail())))
                    .findFirst()
                    .orElse(checking());
        }
        return first.get()
                .deadline()
                .map(until ->
                        Sentence.of(
                                "status.act-before",
                                new Term.Part(first.get().sentence()),
                                new Term.At(until)))
                .orElse(first.get().sentence());
    }

    private Sentence paused() {
        Instant until = facts.rest().mode().until();
        if (!until.equals(Instant.MAX)) {
            return Sentence.of("status.paused-until", new Term.At(until));
        }
        return facts.owner()
                .away()
                .map(away -> Sentence.of("status.paused-away", new Term.Span(away.missed())))
                .orElse(Sentence.of("status.paused"));
    }

    private Sentence checking() {
        Term what =
                new Term.Part(
                        proofs.stream()
                                .filter(p -> p.outcome() != ProofReport.Outcome.PASSED)
                                .findFirst()
                                .map(ProofReport::detail)
                                .orElse(Sentence.of("proof.core")));
        return oldest().filter(at -> !at.isAfter(facts.now()))
                .map(at -> Sentence.of("status.checking", ago(at), what))
                .orElse(Sentence.of("status.checking-first", what));
    }

    private Sentence resting() {
        List<RuleReport> rules = stopping(RestFacts.ANSWER, RestFacts.TAKE_IN);
        if (rules.isEmpty()) {
            return Sentence.of("status.resting");
        }
        RuleReport first = rules.getFirst();
        return facts.rest().answers()
                ? Sentence.of("status.resting-answers", new Term.Part(first.sentence()))
                : Sentence.of(
                        "status.resting-until",
                        new Term.Part(first.sentence()),
                        new Term.Part(first.ends().orElse(Sentence.of("ends.over"))));
    }

    private Sentence healthy() {
        boolean hasWork = facts.keepsPieces() && !facts.rest().works();
        List<RuleReport> heavy = hasWork ? stopping(RestFacts.HEAVY) : List.of();
        Optional<Term> used =
                facts.usedBytes().filter(_ -> facts.keepsPieces()).map(Term.Bytes::new);
        if (!heavy.isEmpty()) {
            Term why = new Term.Part(heavy.getFirst().sentence());
            Term ends = new Term.Part(heavy.getFirst().ends().orElse(Sentence.of("ends.over")));
            return used.map(u -> Sentence.of("status.healthy-light", u, why, ends))
                    .orElse(Sentence.of("status.healthy-light-uncounted", why, ends));
        }
        Term ago = ago(lastConfirmed().orElse(facts.now()));
        return used.map(u -> Sentence.of("status.healthy", u, ago))
                .orElse(Sentence.of("status.healthy-uncounted", ago));
    }

    private Term ago(Instant at) {
        Duration passed = Duration.between(at, facts.now());
        return new Term.Part(
                passed.compareTo(JUST_NOW) < 0
                        ? Sentence.of("ago.now")
                        : Sentence.of(
                                "ago.past", new Term.Span(passed.truncatedTo(ChronoUnit.MINUTES))));
    }

    // rules for the whole computer before those of one drive: these stop less
    private List<RuleReport> stopping(String... duties) {
        Set<String> wanted = Set.of(duties);
        return facts.rest().rules().stream()
                .filter(rule -> rule.state() == RuleReport.State.ACTIVE)
                .filter(rule -> rule.stops().stream().anyMatch(wanted::contains))
                .toList();
    }

    private List<Sentence> more(NodeStanding state) {
        List<Sentence> more = new ArrayList<>();
        alerts.forEach(alert -> more.add(alert.sentence()));
        proofs.stream()
                .filter(proof -> proof.outcome() == ProofReport.Outcome.UNKNOWN)
                .forEach(proof -> more.add(Sentence.of(WAITING, new Term.Part(proof.detail()))));
        if (facts.keepsPieces()) {
            facts.rest().rules().stream()
                    .filter(rule -> rule.state() == RuleReport.State.ACTIVE)
                    .forEach(rule -> more.add(rule.sentence()));
        }
        Sentence shown = sentence(state);
        return more.stream()
                .filter(sentence -> !isSaid(shown, sentence))
                .distinct()
                .limit(MAX_MORE)
                .toList();
    }

    private static boolean isSaid(Sentence shown, Sentence sentence) {
        return shown.equals(sentence)
                || shown.terms().contains(new Term.Part(sentence))
                || (sentence.key().equals(WAITING)
                        && shown.terms().contains(sentence.terms().getFirst()));
    }
}
