// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.sample;

import static haulout.ui.sample.SampleSnapshots.NOW;
import static haulout.ui.sample.SampleSnapshots.WAL;
import static haulout.ui.sample.SampleSnapshots.figure;
import static haulout.ui.sample.SampleSnapshots.hash;
import static haulout.ui.sample.SampleSnapshots.node;
import static haulout.ui.sample.SampleSnapshots.owner;

import haulout.core.AccountAddress;
import haulout.core.ObjectId;
import haulout.home.DelegatorReport;
import haulout.home.EarningsBar;
import haulout.home.EarningsReport;
import haulout.home.Figure;
import haulout.home.OperatorReport;
import haulout.home.Payout;
import haulout.home.StakeReport;
import haulout.home.StakingReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Earnings and stakes in every state.
final class SampleMoney {
    private SampleMoney() {}

    static EarningsReport earnings(boolean known, boolean filled) {
        List<EarningsBar> bars = new ArrayList<>();
        for (int i = 0; i < 30 && filled; i++) {
            bars.add(
                    new EarningsBar(
                            12 + i,
                            12 + i,
                            NOW.minus(Duration.ofDays(30 - i)),
                            i == 17 ? 90_000_000L : 300_000_000L + i % 7 * 30_000_000L,
                            40_000_000L,
                            i < 28,
                            false,
                            i == 17
                                    ? Optional.of(Plain.of("offline for 3 hours"))
                                    : Optional.empty()));
        }
        return new EarningsReport(
                figure(known && filled, 120_400_000_000L),
                figure(known && filled, 9_100_000_000L),
                figure(known && filled, 1_600_000_000L),
                filled && known ? Figure.estimated(420_000_000L, NOW) : Figure.unknown(),
                figure(known && filled, 9_100_000_000L),
                filled
                        ? Optional.of(new EarningsReport.Range(14 * WAL, 19 * WAL))
                        : Optional.empty(),
                filled
                        ? Plain.of("from your last 30 days")
                        : Plain.of("Not enough history – we will not guess."),
                bars,
                filled
                        ? List.of(
                                new Payout(
                                        NOW.minus(Duration.ofDays(19)),
                                        15_200_000_000L,
                                        Plain.of("0x51f2")),
                                new Payout(
                                        NOW.minus(Duration.ofDays(50)),
                                        13_900_000_000L,
                                        Plain.of("0x40aa")))
                        : List.of());
    }

    static StakingReport staking(boolean known, boolean filled) {
        List<StakeReport> stakes = new ArrayList<>();
        if (filled) {
            stakes.add(stake(1, 3, 500 * WAL, StakeReport.Step.EARNING, true, known));
            stakes.add(stake(2, 5, 120 * WAL, StakeReport.Step.WAITING, true, known));
            stakes.add(stake(3, 7, 2000 * WAL, StakeReport.Step.LEAVING, false, known));
        }
        List<OperatorReport> operators = new ArrayList<>();
        for (int i = 0; i < 12 && (known || filled); i++) {
            operators.add(
                    new OperatorReport(
                            node(i),
                            i == 0 ? "This computer" : "Neighbour " + i,
                            (8200L + 100L * i) * WAL,
                            SampleOthers.shardsOf(i).size(),
                            800,
                            i == 3 ? Optional.of(1200) : Optional.empty(),
                            known ? Figure.confirmed(99.6 - i * 0.3, NOW) : Figure.unknown(),
                            "active",
                            i == 0));
        }
        return new StakingReport(
                figure(known, 1_250 * WAL),
                stakes,
                operators,
                filled
                        ? List.of(
                                new DelegatorReport(
                                        new AccountAddress(hash(90)),
                                        300 * WAL,
                                        NOW.minus(Duration.ofDays(40)),
                                        Optional.empty()))
                        : List.of(),
                filled ? List.of(new AccountAddress(hash(91))) : List.of(),
                figure(known, NOW.minus(Duration.ofSeconds(4))));
    }

    private static StakeReport stake(
            int id, int node, long principal, StakeReport.Step step, boolean own, boolean known) {
        return new StakeReport(
                new ObjectId(hash(200 + id)),
                own ? owner() : new AccountAddress(hash(91)),
                node(node),
                "Neighbour " + node,
                principal,
                figure(known, principal / 80),
                step,
                Optional.of(NOW.minus(Duration.ofDays(20))),
                Optional.of(NOW.plus(Duration.ofDays(3))),
                Optional.of(NOW.plus(Duration.ofDays(11))),
                Optional.of(NOW.plus(Duration.ofDays(25))),
                step == StakeReport.Step.WAITING || step == StakeReport.Step.READY,
                own);
    }
}
