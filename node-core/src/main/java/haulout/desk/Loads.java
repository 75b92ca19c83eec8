// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.assembly.HouseRules;
import haulout.home.Figure;
import haulout.home.Gauge;
import haulout.home.LoadReport;
import haulout.network.OwnNode;
import haulout.resources.guest.ResourceLoop;
import haulout.resources.policy.Duty;
import haulout.resources.policy.Permit;
import haulout.status.RestFacts;
import haulout.status.RuleReport;
import haulout.text.Sentence;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How much the program takes from the computer, from one look to the next.
final class Loads {
    private static final Gauge UNKNOWN =
            new Gauge(Figure.unknown(), Figure.unknown(), Optional.empty());

    // hundredths of a percent in the whole
    private static final long WHOLE = 10_000;
    private static final long PERCENT = 100;

    private final HouseRules rules;
    private final int cores = Runtime.getRuntime().availableProcessors();
    private Optional<Sample> before = Optional.empty();

    /// Counters at a moment.
    private record Sample(
            Instant at, Optional<Duration> processor, long written, long sent, long received) {}

    Loads(HouseRules rules) {
        this.rules = rules;
    }

    LoadReport report(Optional<OwnNode.Holdings> holdings, Instant now, DayBook days) {
        Sample sample =
                new Sample(
                        now,
                        ProcessHandle.current().info().totalCpuDuration(),
                        holdings.map(OwnNode.Holdings::written).orElse(0L),
                        rules.governors().line().sentBytes(),
                        rules.governors().line().receivedBytes());
        Optional<Sample> last = before;
        before = Optional.of(sample);
        long millis = last.map(old -> Duration.between(old.at(), now).toMillis()).orElse(0L);
        if (millis <= 0) {
            return new LoadReport(
                    UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, days.day(now), days.online(now));
        }
        return report(last.get(), sample, millis, days);
    }

    private LoadReport report(Sample old, Sample now, long millis, DayBook days) {
        Optional<ResourceLoop.Outlook> outlook = rules.loop().latest();
        Optional<Permit> heavy = outlook.map(seen -> seen.decision().permit(Duty.HEAVY));
        Optional<Permit> answer = outlook.map(seen -> seen.decision().permit(Duty.ANSWER));
        Optional<Sentence> resting = outlook.flatMap(Loads::resting);
        Figure<Long> processor =
                old.processor().isPresent() && now.processor().isPresent()
                        ? Figure.confirmed(
                                now.processor().get().minus(old.processor().get()).toMillis()
                                        * WHOLE
                                        / millis
                                        / cores,
                                now.at())
                        : Figure.unknown();
        return new LoadReport(
                new Gauge(
                        processor,
                        limit(heavy.map(permit -> permit.sharePct() * PERCENT), now.at()),
                        resting),
                new Gauge(
                        rate(old.written(), now.written(), millis, now.at()),
                        Figure.unknown(),
                        Optional.empty()),
                new Gauge(
                        rate(old.sent(), now.sent(), millis, now.at()),
                        limit(answer.map(Permit::upBytesPerSecond), now.at()),
                        Optional.empty()),
                new Gauge(
                        rate(old.received(), now.received(), millis, now.at()),
                        limit(answer.map(Permit::downBytesPerSecond), now.at()),
                        Optional.empty()),
                days.day(now.at()),
                days.online(now.at()));
    }

    static Optional<Sentence> resting(ResourceLoop.Outlook outlook) {
        return outlook.rest().rules().stream()
                .filter(rule -> rule.state() == RuleReport.State.ACTIVE)
                .filter(rule -> rule.stops().contains(RestFacts.HEAVY))
                .map(RuleReport::sentence)
                .findFirst();
    }

    private static Figure<Long> limit(Optional<Long> most, Instant at) {
        return most.filter(number -> number != Permit.NO_LIMIT)
                .map(number -> Figure.confirmed(number, at))
                .orElse(Figure.unknown());
    }

    private static Figure<Long> rate(long old, long now, long millis, Instant at) {
        return Figure.confirmed(Math.max(0, now - old) * 1000 / millis, at);
    }
}
