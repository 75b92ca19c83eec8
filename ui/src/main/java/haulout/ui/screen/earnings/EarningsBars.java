// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.earnings;

import haulout.home.EarningsBar;
import haulout.ui.control.BarChart;
import haulout.ui.text.Formats;
import haulout.ui.text.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Turns epochs into bars: one each, or one for a day or a month where they would be too many.
final class EarningsBars {
    /// More bars than this cannot be told apart.
    private static final int MOST = 62;

    private final Words words;
    private final Formats formats;

    EarningsBars(Words words) {
        this.words = words;
        this.formats = words.formats();
    }

    /// The epochs that began within a period.
    static List<EarningsBar> within(List<EarningsBar> all, Period period, Instant now) {
        Instant from = now.minus(period.length());
        return all.stream().filter(bar -> bar.start().isAfter(from)).toList();
    }

    List<BarChart.Bar> of(List<EarningsBar> epochs) {
        if (epochs.size() <= MOST) {
            return single(epochs);
        }
        Map<String, List<EarningsBar>> days = grouped(epochs, false);
        return joined(days.size() <= MOST ? days : grouped(epochs, true));
    }

    private List<BarChart.Bar> single(List<EarningsBar> epochs) {
        List<BarChart.Bar> bars = new ArrayList<>();
        long next = epochs.isEmpty() ? 0 : epochs.getFirst().epoch();
        for (EarningsBar epoch : epochs) {
            if (epoch.epoch() > next) {
                bars.add(new BarChart.Bar(BarChart.GAP, true, "", words.say("earnings.bar.gap")));
            }
            next = epoch.last() + 1;
            String mark = epoch.mark().map(words::say).orElse("");
            String text =
                    words.say(
                            epoch.isFinal() ? "earnings.bar.final" : "earnings.bar.open",
                            formats.moment(epoch.start()),
                            formats.amount(sum(epoch)));
            bars.add(bar(sum(epoch), epoch.isFinal(), mark, text));
        }
        return bars;
    }

    private Map<String, List<EarningsBar>> grouped(List<EarningsBar> epochs, boolean byMonth) {
        Map<String, List<EarningsBar>> groups = new LinkedHashMap<>();
        for (EarningsBar epoch : epochs) {
            LocalDate day = LocalDate.ofInstant(epoch.start(), formats.zone());
            String key = byMonth ? day.getYear() + "-" + day.getMonthValue() : day.toString();
            groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(epoch);
        }
        return groups;
    }

    private List<BarChart.Bar> joined(Map<String, List<EarningsBar>> groups) {
        List<BarChart.Bar> bars = new ArrayList<>();
        for (List<EarningsBar> group : groups.values()) {
            long sum = group.stream().mapToLong(EarningsBars::sum).reduce(0, Math::addExact);
            String mark =
                    group.stream()
                            .flatMap(epoch -> epoch.mark().stream())
                            .map(words::say)
                            .findFirst()
                            .orElse("");
            String text =
                    words.say(
                            "earnings.bar.group",
                            formats.day(group.getFirst().start()),
                            formats.day(group.getLast().start()),
                            formats.amount(sum));
            bars.add(bar(sum, group.stream().allMatch(EarningsBar::isFinal), mark, text));
        }
        return bars;
    }

    private static BarChart.Bar bar(long frost, boolean isFinal, String mark, String text) {
        return new BarChart.Bar(frost, isFinal, mark, mark.isEmpty() ? text : text + " · " + mark);
    }

    /// FROST of an epoch.
    static long sum(EarningsBar epoch) {
        return Math.addExact(epoch.storing(), epoch.commission());
    }
}
