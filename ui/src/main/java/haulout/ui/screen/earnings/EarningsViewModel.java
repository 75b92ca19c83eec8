// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.earnings;

import haulout.home.EarningsBar;
import haulout.home.EarningsReport;
import haulout.home.Figure;
import haulout.home.HomeException;
import haulout.home.HomeSnapshot;
import haulout.home.Payout;
import haulout.text.Sentence;
import haulout.ui.control.FigureCard;
import haulout.ui.control.SegmentBar;
import haulout.ui.screen.ScreenContext;
import haulout.ui.text.Amount;
import haulout.ui.text.Formats;
import haulout.ui.text.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.ToLongFunction;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Turns snapshots into what Earnings shows, and pays out.
final class EarningsViewModel {
    /// The preference that holds watts and price.
    static final String POWER = "earnings.power";

    private final ScreenContext context;
    private final Words words;
    private final Formats formats;
    private final EarningsBars bars;
    private final ReadOnlyObjectWrapper<EarningsState> state;
    private HomeSnapshot newest;
    private Period period = Period.MONTH;
    private boolean isDetailed;

    EarningsViewModel(ScreenContext context) {
        this.context = context;
        this.words = context.words();
        this.formats = words.formats();
        this.bars = new EarningsBars(words);
        this.newest = context.node().snapshot();
        this.isDetailed = context.look().detailed().get();
        this.state = new ReadOnlyObjectWrapper<>(now());
    }

    ReadOnlyObjectProperty<EarningsState> state() {
        return state.getReadOnlyProperty();
    }

    void accept(HomeSnapshot snapshot) {
        newest = snapshot;
        isDetailed = context.look().detailed().get();
        state.set(now());
    }

    /// Shows another stretch of time.
    void choose(Period other) {
        period = other;
        state.set(now());
    }

    private EarningsState now() {
        EarningsReport earnings = newest.earnings();
        List<EarningsBar> shown = EarningsBars.within(earnings.bars(), period, newest.at());
        return new EarningsState(
                newest.network().isPresent(),
                earnings.bars().isEmpty() && earnings.payouts().isEmpty(),
                notice(earnings),
                ribbon(),
                reading(earnings.paid(), words.say("earnings.paid.since")),
                reading(
                        earnings.earned(),
                        later() > 0 ? words.say("earnings.earned.part", money(collectable())) : ""),
                expected(earnings),
                collectable() > 0,
                period,
                bars.of(shown),
                chartNote(shown),
                sources(shown),
                electricity(),
                earnings.payouts().stream().map(this::paidOut).toList());
    }

    private String ribbon() {
        boolean worthless = newest.network().map(network -> !network.hasValue()).orElse(false);
        return worthless ? words.say("earnings.ribbon") : "";
    }

    private String notice(EarningsReport earnings) {
        for (Figure<Long> figure : List.of(earnings.earned(), earnings.paid())) {
            if (figure instanceof Figure.Known<Long> known
                    && known.quality() == Figure.Quality.LAST_KNOWN) {
                return words.say("earnings.old", formats.moment(known.at()));
            }
            if (figure instanceof Figure.Unknown<Long>(Sentence why)
                    && !earnings.bars().isEmpty()) {
                return words.say("earnings.missing", words.say(why));
            }
        }
        return "";
    }

    private String money(long frost) {
        return isDetailed ? formats.exactMoney(frost) : formats.money(frost);
    }

    /// Without the unit, which stands beside it.
    private String amount(long frost) {
        return isDetailed ? Amount.exact(frost, formats.locale()) : formats.amount(frost);
    }

    private long collectable() {
        return newest.earnings().collectable().asOptional().orElse(0L);
    }

    /// What can be had later only: the last commission, and what the own stake has earned.
    private long later() {
        return newest.earnings().earned().asOptional().orElse(0L) - collectable();
    }

    private FigureCard.Reading reading(Figure<Long> figure, String more) {
        boolean known = figure.asOptional().isPresent();
        String quality = words.quality(figure);
        return new FigureCard.Reading(
                words.figure(figure, this::amount),
                known ? words.say("earnings.unit") : "",
                known && !more.isEmpty() ? quality + " · " + more : quality);
    }

    private FigureCard.Reading expected(EarningsReport earnings) {
        String basis = words.say(earnings.basis());
        return earnings.expected()
                .map(range ->
                        new FigureCard.Reading(
                                words.say(
                                        "earnings.range",
                                        formats.about(range.low()),
                                        formats.about(range.high())),
                                words.say("earnings.unit"),
                                basis))
                .orElseGet(() -> new FigureCard.Reading(words.say("figure.dash"), "", basis));
    }

    private String chartNote(List<EarningsBar> shown) {
        if (shown.isEmpty()) {
            return words.say("earnings.chart.none");
        }
        long sum = shown.stream().mapToLong(EarningsBars::sum).reduce(0, Math::addExact);
        return words.say("earnings.chart.sum", amount(sum));
    }

    private List<SegmentBar.Segment> sources(List<EarningsBar> shown) {
        long storing = sum(shown, EarningsBar::storing);
        long commission = sum(shown, EarningsBar::commission);
        double all = (double) storing + commission;
        if (all <= 0) {
            return List.of();
        }
        return List.of(
                segment("segment-mine", "earnings.from.storing", storing, all),
                segment("segment-lent", "earnings.from.commission", commission, all));
    }

    private SegmentBar.Segment segment(String style, String key, long part, double all) {
        String share = formats.percent(100.0 * part / all);
        return new SegmentBar.Segment(style, words.say(key), money(part) + " · " + share, part);
    }

    private static long sum(List<EarningsBar> shown, ToLongFunction<EarningsBar> part) {
        return shown.stream().mapToLong(part).reduce(0, Math::addExact);
    }

    private String electricity() {
        return power().map(power ->
                        words.say(
                                "earnings.power.text",
                                formats.decimal(power.kwhAMonth(), 1),
                                formats.decimal(power.costAMonth(), 2),
                                formats.decimal(power.watts(), 1),
                                formats.decimal(power.pricePerKwh(), 3)))
                .orElseGet(() -> words.say("earnings.power.none"));
    }

    /// What the owner said of electricity.
    Optional<Power> power() {
        return context.node().settings().preference(POWER).flatMap(Power::parse);
    }

    /// Keeps what the owner says of electricity.
    void setPower(Power power) {
        context.runner()
                .ask(
                        () -> context.node().settings().setPreference(POWER, power.text()),
                        _ -> state.set(now()),
                        context.navigator()::tell);
    }

    private EarningsState.PaidOut paidOut(Payout payout) {
        return new EarningsState.PaidOut(
                formats.moment(payout.at()), amount(payout.frost()), words.say(payout.receipt()));
    }

    /// What is said before paying out.
    String collectText() {
        String text = words.say("earnings.collect.text", amount(collectable()));
        return later() > 0 ? text + " " + words.say("earnings.collect.rest", money(later())) : text;
    }

    /// Pays out what was earned.
    void collect() {
        context.runner()
                .ask(
                        () -> context.node().stakes().collect(),
                        _ -> context.navigator().tell(words.say("earnings.collected")),
                        context.navigator()::tell);
    }

    /// Looks again.
    void tryAgain() {
        context.runner()
                .ask(
                        context.node()::checkNow,
                        _ -> context.navigator().tell(words.say("told.checked")),
                        context.navigator()::tell);
    }

    /// Copies a receipt's number.
    void copy(String receipt) {
        context.desktop().copy(receipt);
        context.navigator().tell(words.say("copied"));
    }

    /// Writes everything into a file that the owner chooses.
    void export() {
        Optional<Path> target =
                context.desktop()
                        .chooseTarget(words.say("earnings.export"), "haulout-earnings.csv");
        target.ifPresent(path -> {
            EarningsReport report = newest.earnings();
            context.runner()
                    .ask(
                            () -> write(path, EarningsCsv.of(report, words)),
                            _ -> context.navigator().tell(words.say("earnings.exported")),
                            context.navigator()::tell);
        });
    }

    private static CompletionStage<Boolean> write(Path path, String text) {
        try {
            Files.writeString(path, text);
            return CompletableFuture.completedStage(true);
        } catch (IOException problem) {
            return CompletableFuture.failedStage(
                    new HomeException(Sentence.of("earnings.export.failed"), problem));
        }
    }
}
