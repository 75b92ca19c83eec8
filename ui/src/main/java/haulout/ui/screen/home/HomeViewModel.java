// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.home;

import haulout.home.ActivityEvent;
import haulout.home.DriveReport;
import haulout.home.EarningsReport;
import haulout.home.Figure;
import haulout.home.Gauge;
import haulout.home.HomeSnapshot;
import haulout.home.LoadReport;
import haulout.home.OnlineShare;
import haulout.home.QuarterHour;
import haulout.status.AlertReport;
import haulout.status.NodeStanding;
import haulout.status.RuleReport;
import haulout.status.StatusReport;
import haulout.ui.control.DayStrip;
import haulout.ui.control.GaugeRow;
import haulout.ui.control.StatCard;
import haulout.ui.screen.Look;
import haulout.ui.screen.ScreenContext;
import haulout.ui.text.Formats;
import haulout.ui.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongFunction;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Turns snapshots into what Home shows.
final class HomeViewModel {
    private static final int MOST_TO_DO = 3;
    private static final int MOST_EVENTS = 6;
    private static final Duration QUARTER = Duration.ofMinutes(15);

    private final Words words;
    private final Formats formats;
    private final ScreenContext context;
    private final ReadOnlyObjectWrapper<HomeState> state;
    private List<QuarterHour> day = List.of();
    private List<DayStrip.Cell> cells = List.of();
    private boolean isTable;

    HomeViewModel(ScreenContext context) {
        this.context = context;
        this.words = context.words();
        this.formats = words.formats();
        this.state = new ReadOnlyObjectWrapper<>(of(context.node().snapshot()));
    }

    ReadOnlyObjectProperty<HomeState> state() {
        return state.getReadOnlyProperty();
    }

    void accept(HomeSnapshot snapshot) {
        state.set(of(snapshot));
    }

    private HomeState of(HomeSnapshot snapshot) {
        NodeStanding standing = snapshot.status().standing();
        LoadReport load = snapshot.load();
        EarningsReport earnings = snapshot.earnings();
        // before it has started nobody can say that there is nothing
        boolean isAsked = snapshot.network().isPresent();
        return new HomeState(
                standing,
                title(snapshot.status()),
                snapshot.status()
                        .lastConfirmed()
                        .map(at -> words.say("home.confirmed", words.ago(at)))
                        .orElse(words.say("home.unconfirmed")),
                isAsked ? earned(earnings) : notKnown(),
                isAsked ? month(earnings) : notKnown(),
                isAsked || !snapshot.drives().isEmpty() ? space(snapshot.drives()) : notKnown(),
                online(load.online()),
                gauge(load.disk(), formats::rate),
                gauge(load.processor(), value -> formats.percent(value / 100.0)),
                gauge(load.upload(), formats::lineRate),
                gauge(load.download(), formats::lineRate),
                snapshot.status().rules().stream()
                        .anyMatch(rule -> rule.state() == RuleReport.State.ACTIVE),
                cells(load.day()),
                isTable ? dayTable(load.day()) : List.of(),
                context.later().open(snapshot.alerts()).stream()
                        .sorted(Comparator.comparing(AlertReport::level).reversed())
                        .limit(MOST_TO_DO)
                        .toList(),
                snapshot.lately().stream().limit(MOST_EVENTS).map(this::event).toList());
    }

    private String title(StatusReport status) {
        NodeStanding standing = status.standing();
        if (standing == NodeStanding.CLOSED) {
            return words.say(status.title()); // a network that ended, or one that was left
        }
        boolean follows = context.look().role().get() == Look.Role.FOLLOW;
        // who only follows has no node that could be healthy
        return words.say(
                follows && standing == NodeStanding.HEALTHY
                        ? "home.follow.fine"
                        : "status." + standing.name().toLowerCase(Locale.ROOT) + ".title");
    }

    private StatCard.Reading notKnown() {
        return new StatCard.Reading(words.say("figure.dash"), words.say("figure.unknown"), -1);
    }

    private StatCard.Reading earned(EarningsReport earnings) {
        Figure<Long> figure = earnings.today();
        String quality =
                earnings.bars().isEmpty() && figure.asOptional().isEmpty()
                        ? words.say("home.first")
                        : words.quality(figure);
        return money(figure, quality);
    }

    private StatCard.Reading month(EarningsReport earnings) {
        String note =
                earnings.expected()
                        .map(range ->
                                words.say(
                                        "home.month.likely",
                                        formats.about(range.low()),
                                        formats.about(range.high())))
                        .orElseGet(() -> words.say(earnings.basis()));
        return money(earnings.month(), note);
    }

    private StatCard.Reading money(Figure<Long> figure, String note) {
        String unit = figure.asOptional().isPresent() ? words.say("earnings.unit") : "";
        return new StatCard.Reading(words.figure(figure, formats::amount), unit, note, -1);
    }

    private StatCard.Reading space(List<DriveReport> drives) {
        if (drives.isEmpty()) {
            return new StatCard.Reading(words.say("figure.dash"), words.say("home.space.none"), -1);
        }
        long lent = drives.stream().mapToLong(DriveReport::lentBytes).sum();
        List<Long> used =
                drives.stream()
                        .map(DriveReport::usedBytes)
                        .map(Figure::asOptional)
                        .flatMap(Optional::stream)
                        .toList();
        if (used.size() < drives.size()) {
            return new StatCard.Reading(
                    words.say("figure.dash"), words.say("home.space.of", formats.bytes(lent)), -1);
        }
        long sum = used.stream().mapToLong(Long::longValue).sum();
        return StatCard.Reading.measured(
                formats.bytes(sum),
                words.say("home.space.of", formats.bytes(lent)),
                lent == 0 ? 0 : (double) sum / lent);
    }

    StatCard.Reading online(Figure<OnlineShare> online) {
        return switch (online) {
            case Figure.Known<OnlineShare>(OnlineShare share, var _, var _) ->
                    StatCard.Reading.measured(
                            formats.percent(share.percent()), span(share.over()), -1);
            case Figure.Unknown<OnlineShare>(var why) ->
                    new StatCard.Reading(words.say("figure.dash"), words.say(why), -1);
        };
    }

    private String span(Duration over) {
        if (over.compareTo(OnlineShare.WINDOW) >= 0) {
            return words.count("home.online.days", over.toDays());
        }
        return over.toDays() > 0
                ? words.count("home.online.begun.days", over.toDays())
                : words.count("home.online.begun.hours", over.toHours());
    }

    private GaugeRow.Reading gauge(Gauge gauge, LongFunction<String> format) {
        if (gauge.used() instanceof Figure.Unknown<Long>(var why)) {
            return new GaugeRow.Reading(words.say(why), -1, false);
        }
        long used = gauge.used().asOptional().orElse(0L);
        String now = format.apply(used);
        if (gauge.resting().isPresent()) {
            String why = words.say(gauge.resting().get());
            return new GaugeRow.Reading(words.say("home.resting", now, why), 0, true);
        }
        return gauge.allowed()
                .asOptional()
                .map(allowed ->
                        new GaugeRow.Reading(
                                words.say("home.allowed", now, format.apply(allowed)),
                                allowed == 0 ? 0 : (double) used / allowed,
                                false))
                .orElseGet(() -> new GaugeRow.Reading(now, used == 0 ? 0 : -1, false));
    }

    /// Whether the day is also wanted as a table.
    void showTable(boolean wanted) {
        isTable = wanted;
        accept(context.node().snapshot());
    }

    /// News come every second, and change one quarter of the day at most.
    private List<DayStrip.Cell> cells(List<QuarterHour> quarters) {
        List<DayStrip.Cell> now = new ArrayList<>(quarters.size());
        for (int i = 0; i < quarters.size(); i++) {
            boolean isSame = i < day.size() && day.get(i).equals(quarters.get(i));
            now.add(isSame ? cells.get(i) : cell(quarters.get(i)));
        }
        day = quarters;
        cells = now;
        return now;
    }

    private DayStrip.Cell cell(QuarterHour quarter) {
        // the quarter that is not over counts as far as it is
        Duration known = quarter.worked().plus(quarter.rested()).plus(quarter.away());
        Duration passed = formats.since(quarter.start());
        Duration whole = passed.compareTo(QUARTER) < 0 && !known.isZero() ? known : QUARTER;
        return new DayStrip.Cell(
                part(quarter.worked(), whole),
                part(quarter.rested(), whole),
                part(quarter.away(), whole),
                words.say("home.day.cell", hours(quarter.start()), summary(quarter)));
    }

    private static double part(Duration length, Duration whole) {
        return Math.min(1, (double) length.toMillis() / whole.toMillis());
    }

    private String hours(Instant start) {
        return formats.clock(start) + "–" + formats.clock(start.plus(QUARTER));
    }

    private String summary(QuarterHour quarter) {
        List<String> parts = new ArrayList<>();
        add(parts, "home.day.worked", quarter.worked());
        add(parts, "home.day.rested", quarter.rested());
        add(parts, "home.day.away", quarter.away());
        quarter.reason().ifPresent(reason -> parts.add(words.say(reason)));
        return parts.isEmpty() ? words.say("figure.unknown") : String.join(", ", parts);
    }

    private void add(List<String> parts, String key, Duration length) {
        if (!length.isZero()) {
            parts.add(words.say(key, formats.span(length)));
        }
    }

    /// The same as the strip, an hour in a row.
    private List<List<String>> dayTable(List<QuarterHour> day) {
        List<List<String>> rows = new ArrayList<>();
        for (int from = 0; from + 4 <= day.size(); from += 4) {
            List<QuarterHour> hour = day.subList(from, from + 4);
            rows.add(
                    List.of(
                            formats.clock(hour.getFirst().start()),
                            sum(hour, QuarterHour::worked),
                            sum(hour, QuarterHour::rested),
                            sum(hour, QuarterHour::away)));
        }
        return rows;
    }

    private String sum(
            List<QuarterHour> hour, java.util.function.Function<QuarterHour, Duration> part) {
        Duration sum = hour.stream().map(part).reduce(Duration.ZERO, Duration::plus);
        return sum.isZero() ? words.say("figure.dash") : formats.span(sum);
    }

    private HomeState.Event event(ActivityEvent event) {
        return new HomeState.Event(
                event.number(), formats.moment(event.at()), words.say(event.sentence()));
    }

    /// Has every proof looked at.
    void checkNow() {
        context.runner().ask(context.node()::checkNow, _ -> {}, context.navigator()::tell);
    }
}
