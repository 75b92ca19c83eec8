// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.notice;

import haulout.home.EarningsReport;
import haulout.home.Figure;
import haulout.home.Gauge;
import haulout.home.HoldingsReport;
import haulout.home.HomeSnapshot;
import haulout.home.LoadReport;
import haulout.home.ModeReport;
import haulout.home.NetworkReport;
import haulout.home.Payout;
import haulout.home.StakingReport;
import haulout.resources.settings.Mode;
import haulout.status.AlertReport;
import haulout.status.NodeStanding;
import haulout.status.RuleReport;
import haulout.status.StatusReport;
import haulout.text.Sentence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A node of which only a few things are known.
public final class PlainSnapshot {
    private static final Gauge NOTHING =
            new Gauge(Figure.unknown(), Figure.unknown(), Optional.empty());

    private PlainSnapshot() {}

    /// A snapshot of a moment.
    public static HomeSnapshot of(
            Instant now,
            Mode mode,
            List<RuleReport> rules,
            List<AlertReport> alerts,
            List<Payout> payouts) {
        return new HomeSnapshot(
                now,
                new StatusReport(
                        NodeStanding.HEALTHY,
                        NodeStanding.HEALTHY.title(),
                        Sentence.of("figure.unknown"),
                        List.of(),
                        Optional.of(now),
                        List.of(),
                        rules),
                new ModeReport(mode, Optional.empty()),
                Optional.of(
                        new NetworkReport(
                                NetworkReport.Kind.PRACTICE,
                                "",
                                false,
                                100,
                                12,
                                1,
                                Optional.empty(),
                                Duration.ofMinutes(10),
                                Optional.empty(),
                                Optional.empty())),
                new LoadReport(NOTHING, NOTHING, NOTHING, NOTHING, List.of(), Figure.unknown()),
                List.of(),
                new HoldingsReport(
                        Figure.unknown(),
                        Figure.unknown(),
                        Figure.unknown(),
                        0,
                        Figure.unknown(),
                        Figure.unknown(),
                        Figure.unknown(),
                        List.of()),
                List.of(),
                new EarningsReport(
                        Figure.unknown(),
                        Figure.unknown(),
                        Figure.unknown(),
                        Figure.unknown(),
                        Figure.unknown(),
                        Optional.empty(),
                        Sentence.of("earnings.no-basis"),
                        List.of(),
                        payouts),
                new StakingReport(
                        Figure.unknown(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Figure.unknown()),
                List.of(),
                alerts,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
