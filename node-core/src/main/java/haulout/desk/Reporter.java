// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.assembly.HouseRules;
import haulout.core.AccountAddress;
import haulout.home.DriveReport;
import haulout.home.EarningsReport;
import haulout.home.Figure;
import haulout.home.Gauge;
import haulout.home.HoldingsReport;
import haulout.home.HomeSnapshot;
import haulout.home.JobReport;
import haulout.home.LoadReport;
import haulout.home.ModeReport;
import haulout.home.NetworkReport;
import haulout.home.StakingReport;
import haulout.home.StoredFile;
import haulout.home.Transfer;
import haulout.network.AccountView;
import haulout.network.EpochView;
import haulout.network.NeighbourView;
import haulout.network.OwnNode;
import haulout.resources.settings.Mode;
import haulout.status.Surface;
import haulout.store.HistoryStore;
import haulout.store.StoreException;
import haulout.text.Sentence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes snapshots of a running network. What changes with epochs only is looked up when they do.
final class Reporter {
    private static final int MAX_PAYOUTS = 1_000;

    private final NetworkDesks network;
    private final HistoryStore history;
    private final Diary diary;
    private final TransferQueue transfers;
    private final FileReports files;
    private final Stakes stakes;
    private final Income income;
    private final IncomeBook book;
    private final Loads loads;
    private final HouseRules rules;
    private final DayBook days;
    private final Ratings ratings;
    private final InstantSource clock;

    Reporter(
            NetworkDesks network,
            HistoryStore history,
            Diary diary,
            TransferQueue transfers,
            HouseRules rules,
            DayBook days,
            Ratings ratings,
            FileReports files,
            ZoneId zone,
            InstantSource clock) {
        this.network = network;
        this.history = history;
        this.diary = diary;
        this.transfers = transfers;
        this.loads = new Loads(rules);
        this.rules = rules;
        this.days = days;
        this.ratings = ratings;
        this.files = files;
        this.stakes = new Stakes(network.ledger(), network.node().id());
        this.income = new Income(zone);
        this.book = new IncomeBook(network.ledger(), network.node().id(), history, zone);
        this.clock = clock;
    }

    /// Everything as it is now.
    synchronized HomeSnapshot snapshot(Mode mode, Set<AccountAddress> followed)
            throws StoreException, InterruptedException {
        Instant now = clock.instant();
        Surface surface = network.surface().get();
        EpochView epoch = network.ledger().epoch();
        List<NeighbourView> neighbours = network.neighbourhood().neighbours();
        Optional<OwnNode.Holdings> holdings = network.node().holdings();
        AccountView account = network.ledger().account();
        Optional<NeighbourView> self =
                neighbours.stream()
                        .filter(one -> one.node().equals(network.node().id()))
                        .findFirst();
        Optional<Sentence> resting = rules.loop().latest().flatMap(Loads::resting);
        return new HomeSnapshot(
                now,
                surface.status(),
                new ModeReport(mode, awayLeft(now)),
                Optional.of(network(epoch, neighbours)),
                loads.report(holdings, now, days),
                drives(surface, now),
                DriveReports.holdings(holdings, self, now, resting),
                Jobs.reports(ratings.judged(network.node().drives())),
                earnings(account, now),
                stakes.report(account, followed, now),
                surface.checks(),
                surface.alerts(),
                files.reports(neighbours, EpochDates.of(network.ledger(), now)),
                transfers.reports(),
                NeighbourReports.of(neighbours, now, resting),
                diary.newest());
    }

    private Optional<Duration> awayLeft(Instant now) {
        return network.away()
                .map(terms -> {
                    Duration left = terms.may().minus(days.missed(now, terms.window()));
                    return left.isNegative() ? Duration.ZERO : left;
                });
    }

    private List<DriveReport> drives(Surface surface, Instant now) {
        List<OwnNode.OwnDrive> drives = network.node().drives();
        return drives.stream()
                .map(drive -> DriveReports.report(drive, drives.size() > 1, rules, surface, now))
                .toList();
    }

    private NetworkReport network(EpochView epoch, List<NeighbourView> neighbours) {
        return new NetworkReport(
                NetworkReport.Kind.PRACTICE,
                "",
                false,
                network.shards(),
                (int) neighbours.stream().filter(one -> !one.shards().isEmpty()).count(),
                epoch.epoch(),
                epoch.change(),
                epoch.length(),
                Optional.of(network.node().id()),
                Optional.of(network.ledger().owner()));
    }

    private EarningsReport earnings(AccountView account, Instant now)
            throws StoreException, InterruptedException {
        return income.report(
                network.node().id(),
                network.ledger().pool(network.node().id()),
                account,
                book.look(now),
                history.payouts(MAX_PAYOUTS),
                now);
    }

    /// Everything while no network runs.
    static HomeSnapshot idle(Surface surface, Mode mode, Diary diary, Instant now) {
        Gauge nothing = new Gauge(Figure.unknown(), Figure.unknown(), Optional.empty());
        return new HomeSnapshot(
                now,
                surface.status(),
                new ModeReport(mode, Optional.empty()),
                Optional.empty(),
                new LoadReport(nothing, nothing, nothing, nothing, List.of(), Figure.unknown()),
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
                List.<JobReport>of(),
                new EarningsReport(
                        Figure.unknown(),
                        Figure.unknown(),
                        Figure.unknown(),
                        Figure.unknown(),
                        Figure.unknown(),
                        Optional.empty(),
                        Sentence.of("earnings.no-basis"),
                        List.of(),
                        List.of()),
                new StakingReport(
                        Figure.unknown(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Figure.unknown()),
                surface.checks(),
                surface.alerts(),
                List.<StoredFile>of(),
                List.<Transfer>of(),
                List.of(),
                diary.newest());
    }

    /// How long a snapshot takes to get old.
    static final Duration STEP = Duration.ofSeconds(1);
}
