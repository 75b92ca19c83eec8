// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.notice;

import haulout.home.EarningsBar;
import haulout.home.EarningsReport;
import haulout.home.HomeSnapshot;
import haulout.home.OperatorReport;
import haulout.home.Payout;
import haulout.home.StakeReport;
import haulout.resources.settings.Mode;
import haulout.status.AlertReport;
import haulout.status.NodeStanding;
import haulout.ui.screen.Place;
import haulout.ui.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What of a snapshot is worth announcing: only what needs somebody, and a few good news. Whether
/// it is said now is decided elsewhere.
///
/// Threads: one.
final class Worth {
    /// What mends itself within this was never worth a word.
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private static final Duration OFFLINE = Duration.ofMinutes(10);
    private static final Duration PAUSED = Duration.ofHours(24);
    private static final Duration STAKE_AHEAD = Duration.ofHours(24);

    /// Periods that are shorter come too often to be reminded of.
    private static final Duration LONG_PERIOD = Duration.ofDays(2);

    /// What has no switch of its own.
    private static final String OTHER = "other";

    private static final Map<String, String> KINDS =
            Map.ofEntries(
                    Map.entry("core", "record"),
                    Map.entry("drive.present", "drive"),
                    Map.entry("drive.write", "damage"),
                    Map.entry("drive.errors", "damage"),
                    Map.entry("pieces.scrub", "damage"),
                    Map.entry("drive.space", "floor"),
                    Map.entry("record.checks", "missed"),
                    Map.entry("record.online", "away"),
                    Map.entry("net.up", "offline"),
                    Map.entry("backup", "backup"),
                    Map.entry("double", "double"),
                    Map.entry("ended", "ended"));

    private final Supplier<Words> words;
    private Optional<Integer> payouts = Optional.empty();
    private Optional<Instant> pausedSince = Optional.empty();
    private Optional<Instant> offlineSince = Optional.empty();

    /// @param words in the language that is chosen now
    Worth(Supplier<Words> words) {
        this.words = words;
    }

    /// Everything worth a word, urgent things first.
    List<Notice> of(HomeSnapshot snapshot) {
        List<Notice> found = new ArrayList<>();
        snapshot.alerts().stream()
                .filter(alert -> alert.level() != AlertReport.Level.TIP)
                .filter(alert -> hasSettled(alert, snapshot.at()))
                .forEach(alert -> found.add(alert(alert)));
        offline(snapshot).ifPresent(found::add);
        paused(snapshot).ifPresent(found::add);
        goodNews(snapshot, found);
        stakes(snapshot, found);
        summary(snapshot).ifPresent(found::add);
        found.sort(
                java.util.Comparator.comparing(
                        Notice::isUrgent, java.util.Comparator.reverseOrder()));
        return found;
    }

    private static boolean hasSettled(AlertReport alert, Instant now) {
        return !alert.check().equals("net.up") && !now.isBefore(alert.since().plus(SETTLED));
    }

    private Notice alert(AlertReport alert) {
        boolean urgent = alert.level() == AlertReport.Level.AT_RISK;
        String kind = KINDS.getOrDefault(alert.check(), OTHER);
        if (kind.equals("missed") && urgent) {
            kind = "record";
        }
        String until =
                alert.deadline()
                        .map(end ->
                                " "
                                        + words.get()
                                                .say(
                                                        "alerts.until",
                                                        words.get().formats().moment(end))
                                        + ".")
                        .orElse("");
        return new Notice(
                Told.LASTING + alert.check() + ":" + alert.subject() + ":" + alert.level(),
                kind,
                urgent,
                true,
                words.get().say(alert.sentence()) + until,
                words.get().say("notice.fix"),
                place(alert),
                alert.deadline());
    }

    private static Place place(AlertReport alert) {
        return alert.check().startsWith("drive.") ? Place.STORAGE : Place.HEALTH;
    }

    private Optional<Notice> offline(HomeSnapshot snapshot) {
        if (snapshot.status().standing() != NodeStanding.OFFLINE) {
            offlineSince = Optional.empty();
            return Optional.empty();
        }
        Instant since = offlineSince.orElse(snapshot.at());
        offlineSince = Optional.of(since);
        return snapshot.at().isBefore(since.plus(OFFLINE))
                ? Optional.empty()
                : Optional.of(
                        ordinary(
                                Told.LASTING + "net.up",
                                "offline",
                                true,
                                words.get().say("notice.offline"),
                                "notice.check",
                                Place.HEALTH));
    }

    private Optional<Notice> paused(HomeSnapshot snapshot) {
        if (snapshot.mode().mode().at(snapshot.at()) != Mode.Kind.PAUSED) {
            pausedSince = Optional.empty();
            return Optional.empty();
        }
        Instant since = pausedSince.orElse(snapshot.at());
        pausedSince = Optional.of(since);
        return snapshot.at().isBefore(since.plus(PAUSED))
                ? Optional.empty()
                : Optional.of(
                        ordinary(
                                Told.LASTING + "paused",
                                "paused",
                                true,
                                words.get().say("notice.paused"),
                                "notice.open",
                                Place.HOME));
    }

    private void goodNews(HomeSnapshot snapshot, List<Notice> found) {
        if (snapshot.holdings().slivers().asOptional().orElse(0L) > 0) {
            found.add(
                    ordinary(
                            "once:piece",
                            "piece",
                            false,
                            words.get().say("notice.piece"),
                            "notice.open",
                            Place.HOME));
        }
        EarningsReport earnings = snapshot.earnings();
        earnings.bars().stream()
                .mapToLong(bar -> bar.storing() + bar.commission())
                .filter(frost -> frost > 0)
                .findFirst()
                .ifPresent(frost ->
                        found.add(
                                ordinary(
                                        "once:earnings",
                                        "earnings",
                                        false,
                                        words.get()
                                                .say(
                                                        "notice.earnings",
                                                        words.get().formats().money(frost)),
                                        "notice.see",
                                        Place.EARNINGS)));
        if (snapshot.network().isPresent()) {
            payouts(earnings.payouts(), found);
        }
    }

    /// Those of before this start were told then.
    private void payouts(List<Payout> paid, List<Notice> found) {
        int before = payouts.orElse(paid.size());
        payouts = Optional.of(before);
        paid.stream()
                .limit(Math.max(0, paid.size() - before))
                .forEach(payout ->
                        found.add(
                                ordinary(
                                        "payout:" + payout.at().toEpochMilli(),
                                        "payout",
                                        false,
                                        words.get()
                                                .say(
                                                        "notice.payout",
                                                        words.get()
                                                                .formats()
                                                                .money(payout.frost())),
                                        "notice.see",
                                        Place.EARNINGS)));
    }

    private void stakes(HomeSnapshot snapshot, List<Notice> found) {
        boolean isLong =
                snapshot.network()
                        .filter(one -> one.epochLength().compareTo(LONG_PERIOD) >= 0)
                        .isPresent();
        if (!isLong) {
            return;
        }
        for (StakeReport stake : snapshot.staking().stakes()) {
            if (stake.step() == StakeReport.Step.EARNING && stake.cutOff().isPresent()) {
                Instant end = stake.cutOff().get();
                if (snapshot.at().isBefore(end)
                        && !snapshot.at().isBefore(end.minus(STAKE_AHEAD))) {
                    found.add(
                            ordinary(
                                    "stake:" + stake.id() + ":" + end.getEpochSecond(),
                                    "stake",
                                    false,
                                    words.get()
                                            .say(
                                                    "notice.stake",
                                                    words.get().formats().moment(end),
                                                    stake.ifBefore()
                                                            .map(words.get().formats()::day)
                                                            .orElse("–")),
                                    "notice.open",
                                    Place.STAKING));
                }
            }
        }
        for (OperatorReport operator : snapshot.staking().operators()) {
            boolean isMine =
                    snapshot.staking().stakes().stream()
                            .anyMatch(stake -> stake.node().equals(operator.node()));
            if (isMine && !operator.isSelf() && operator.nextCommissionBps().isPresent()) {
                int next = operator.nextCommissionBps().get();
                found.add(
                        ordinary(
                                "operator:" + operator.node() + ":" + next,
                                "operator",
                                false,
                                words.get()
                                        .say(
                                                "notice.operator",
                                                operator.name(),
                                                words.get().formats().percent(next / 100.0)),
                                "notice.see",
                                Place.STAKING));
            }
        }
    }

    /// Of the month that is over, if the whole of it is known.
    private Optional<Notice> summary(HomeSnapshot snapshot) {
        YearMonth month =
                YearMonth.from(snapshot.at().atZone(words.get().formats().zone())).minusMonths(1);
        Instant begin = month.atDay(1).atStartOfDay(words.get().formats().zone()).toInstant();
        Instant end =
                month.plusMonths(1).atDay(1).atStartOfDay(words.get().formats().zone()).toInstant();
        List<EarningsBar> bars =
                snapshot.earnings().bars().stream()
                        .filter(bar -> !bar.start().isBefore(begin) && bar.start().isBefore(end))
                        .toList();
        long frost = bars.stream().mapToLong(bar -> bar.storing() + bar.commission()).sum();
        return frost == 0 || bars.stream().anyMatch(EarningsBar::isAfterGap)
                ? Optional.empty()
                : Optional.of(
                        ordinary(
                                "summary:" + month,
                                "summary",
                                false,
                                words.get()
                                        .say(
                                                "notice.summary",
                                                words.get().formats().month(month),
                                                words.get().formats().money(frost)),
                                "notice.see",
                                Place.EARNINGS));
    }

    private Notice ordinary(
            String cause, String kind, boolean lasts, String text, String button, Place place) {
        return new Notice(
                cause, kind, false, lasts, text, words.get().say(button), place, Optional.empty());
    }
}
