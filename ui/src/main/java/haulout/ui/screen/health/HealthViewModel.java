// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.health;

import haulout.home.HomeSnapshot;
import haulout.status.CheckReport;
import haulout.ui.screen.ScreenContext;
import haulout.ui.text.Formats;
import haulout.ui.text.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Turns snapshots into what Health shows.
final class HealthViewModel {
    private final ScreenContext context;
    private final Words words;
    private final Formats formats;
    private final ReadOnlyObjectWrapper<HealthState> state;

    HealthViewModel(ScreenContext context) {
        this.context = context;
        this.words = context.words();
        this.formats = words.formats();
        this.state = new ReadOnlyObjectWrapper<>(of(context.node().snapshot()));
    }

    ReadOnlyObjectProperty<HealthState> state() {
        return state.getReadOnlyProperty();
    }

    void accept(HomeSnapshot snapshot) {
        state.set(of(snapshot));
    }

    void checkNow() {
        context.runner()
                .ask(
                        context.node()::checkNow,
                        _ -> {
                            accept(context.node().snapshot());
                            context.navigator().tell(words.say("told.checked"));
                        },
                        context.navigator()::tell);
    }

    private HealthState of(HomeSnapshot snapshot) {
        List<CheckReport> checks = snapshot.checks();
        Optional<Instant> newest =
                checks.stream()
                        .map(CheckReport::lastRun)
                        .flatMap(Optional::stream)
                        .max(Comparator.naturalOrder());
        List<HealthState.Check> fine = of(checks, CheckReport.Level.FINE);
        return new HealthState(
                snapshot.status().standing(),
                summary(checks, fine.size()),
                newest.map(at -> words.say("health.checked", words.ago(at)))
                        .orElse(words.say("health.never")),
                of(checks, CheckReport.Level.AT_RISK, CheckReport.Level.ATTENTION),
                of(checks, CheckReport.Level.TIP),
                of(checks, CheckReport.Level.UNKNOWN),
                fine);
    }

    private String summary(List<CheckReport> checks, int fine) {
        long bad =
                checks.stream()
                        .filter(c -> c.level().compareTo(CheckReport.Level.ATTENTION) >= 0)
                        .count();
        long tips = checks.stream().filter(c -> c.level() == CheckReport.Level.TIP).count();
        long unknown = checks.stream().filter(c -> c.level() == CheckReport.Level.UNKNOWN).count();
        List<String> parts = new ArrayList<>();
        parts.add(words.count("health.passed", fine));
        if (bad > 0) {
            parts.add(words.count("health.failed", bad));
        }
        if (tips > 0) {
            parts.add(words.count("health.tips", tips));
        }
        if (unknown > 0) {
            parts.add(words.count("health.open", unknown));
        }
        return String.join(", ", parts);
    }

    private List<HealthState.Check> of(List<CheckReport> checks, CheckReport.Level... levels) {
        Set<CheckReport.Level> wanted = Set.of(levels);
        return checks.stream()
                .filter(check -> wanted.contains(check.level()))
                .sorted(Comparator.comparing(CheckReport::level).reversed())
                .map(this::check)
                .toList();
    }

    private HealthState.Check check(CheckReport check) {
        List<String> facts = new ArrayList<>();
        check.deadline()
                .ifPresent(until -> facts.add(words.say("alerts.until", formats.moment(until))));
        boolean isFine = check.level() == CheckReport.Level.FINE;
        if (!isFine || context.look().detailed().get()) {
            facts.add(words.say("health.limit", words.say(check.limit())));
        }
        return new HealthState.Check(
                check.check() + "/" + check.subject(),
                check.subject(),
                check.level(),
                words.say(check.title()),
                words.say(check.measured()),
                words.say(check.why()),
                String.join(" · ", facts),
                check.lastRun().map(words::ago).orElse(""),
                // what is fine needs no mending
                isFine ? List.of() : check.remedies());
    }
}
