// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.home.Figure;
import haulout.home.OnlineShare;
import haulout.home.QuarterHour;
import haulout.resources.guest.ResourceLoop.Outlook;
import haulout.resources.policy.Duty;
import haulout.resources.policy.Moment;
import haulout.status.NodeStanding;
import haulout.store.HistoryStore;
import haulout.store.QuarterRow;
import haulout.store.StoreException;
import haulout.text.Sentence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the last days were spent with, by quarters of an hour: how long heavy work was free to run,
/// rested, or nothing ran at all.
///
/// Threads: any. [#see] never waits; [#keep] writes.
public final class DayBook {
    static final Duration QUARTER = Duration.ofMinutes(15);

    /// How many quarters are shown: a day.
    static final int SHOWN = 96;

    /// So long counts towards what an owner may miss, and towards the time online.
    static final Duration REMEMBERED = OnlineShare.WINDOW.plusDays(1);

    // a share of less says nothing
    private static final Duration LEAST_MEASURED = Duration.ofHours(1);

    // how far a share may be behind: it hardly changes, and is made of thousands of quarters
    private static final Duration SHARE_EVERY = Duration.ofMinutes(1);

    // decisions come once a second; a longer gap was sleep, or a process that was stopped
    private static final Duration MAX_STEP = Duration.ofSeconds(10);

    // starting and stopping costs some seconds, which nobody calls being away
    private static final Duration LEAST_AWAY = Duration.ofSeconds(45);

    private static final double PERCENT = 100;

    private static final Logger log = LoggerFactory.getLogger(DayBook.class);

    private final HistoryStore history;
    private final NavigableMap<Instant, Page> pages = new TreeMap<>();
    private Optional<Duration> before = Optional.empty();
    private volatile Presence presence = Presence.ABSENT;
    private Optional<Figure.Known<OnlineShare>> share = Optional.empty();

    /// Whether there is somebody who could answer.
    enum Presence {
        /// No node was begun here: nobody expects answers, and nothing is taken down.
        ABSENT,
        /// It runs, and can be reached as far as it knows.
        UP,
        /// It does not run, or has no connection.
        DOWN;

        /// Of a node that was begun.
        static Presence of(NodeStanding standing) {
            return switch (standing) {
                case STOPPED, STARTING, OFFLINE -> DOWN;
                case CLOSED, AT_RISK, LEAVING, PAUSED, ATTENTION, CHECKING, RESTING, HEALTHY -> UP;
            };
        }
    }

    /// A quarter of an hour while it is filled.
    private static final class Page {
        private Duration free = Duration.ZERO;
        private Duration rested = Duration.ZERO;
        private Duration silent = Duration.ZERO;
        private Optional<Sentence> reason = Optional.empty();
        private final Map<String, Duration> reasons = new HashMap<>();
        private boolean changed;

        Duration ran() {
            return free.plus(rested);
        }
    }

    /// Opens the book.
    public DayBook(HistoryStore history, InstantSource clock)
            throws StoreException, InterruptedException {
        this.history = history;
        for (QuarterRow row : history.quarters(clock.instant().minus(Diary.KEPT))) {
            Page page = new Page();
            page.free = row.free();
            page.rested = row.rested();
            page.silent = row.silent();
            page.reason = row.reason().map(SentenceFormat::decode);
            page.reason.ifPresent(why -> page.reasons.put(why.key(), page.rested));
            pages.put(row.start(), page);
        }
        forget(clock.instant());
    }

    /// What is too old, but for the last of it: from then on it is known that the node was away.
    private void forget(Instant now) {
        NavigableMap<Instant, Page> old = pages.headMap(now.minus(REMEMBERED), false);
        if (!old.isEmpty()) {
            old.headMap(old.lastKey(), false).clear();
        }
    }

    /// Says who could answer from now on.
    void is(Presence now) {
        presence = now;
    }

    /// Takes a decision of the rules down.
    public void see(Outlook outlook) {
        boolean heavy = outlook.decision().permit(Duty.HEAVY).allowed();
        see(
                outlook.at(),
                heavy,
                outlook.decision().permit(Duty.ANSWER).allowed(),
                heavy ? Optional.empty() : Loads.resting(outlook));
    }

    /// @param heavy whether heavy work was free to run
    /// @param answers whether the rules let it answer
    /// @param resting why it rested
    synchronized void see(Moment at, boolean heavy, boolean answers, Optional<Sentence> resting) {
        Presence there = presence;
        if (there == Presence.ABSENT) {
            return;
        }
        Duration steady = at.steady();
        Optional<Duration> step = before.map(steady::minus);
        before = Optional.of(steady);
        if (step.isEmpty() || step.get().isNegative() || step.get().compareTo(MAX_STEP) > 0) {
            return;
        }
        Page page = pages.computeIfAbsent(start(at.wall()), _ -> new Page());
        page.changed = true;
        if (heavy) {
            page.free = page.free.plus(step.get());
        } else {
            page.rested = page.rested.plus(step.get());
            resting.ifPresent(why -> rested(page, why, step.get()));
        }
        if (!answers || there == Presence.DOWN) {
            page.silent = page.silent.plus(step.get());
        }
    }

    private static void rested(Page page, Sentence why, Duration step) {
        Duration sum = page.reasons.merge(why.key(), step, Duration::plus);
        boolean isMost = page.reasons.values().stream().allMatch(one -> one.compareTo(sum) <= 0);
        if (isMost) {
            page.reason = Optional.of(why);
        }
    }

    static Instant start(Instant at) {
        long seconds = QUARTER.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
    }

    /// Writes what is new to the history. A failure is logged: nothing depends on the book.
    void keep(Instant now) throws InterruptedException {
        List<QuarterRow> rows = new ArrayList<>();
        synchronized (this) {
            forget(now);
            pages.forEach((start, page) -> {
                if (page.changed) {
                    page.changed = false;
                    rows.add(
                            new QuarterRow(
                                    start,
                                    page.free,
                                    page.rested,
                                    page.silent,
                                    page.reason.map(SentenceFormat::encode)));
                }
            });
        }
        try {
            for (QuarterRow row : rows) {
                history.put(row);
            }
        } catch (StoreException e) {
            log.atWarn().setCause(e).log("a quarter of an hour was not kept");
        }
    }

    /// The last 24 hours, oldest quarter first, the last one not over yet. Before the first page
    /// nothing is known, so nothing is said.
    synchronized List<QuarterHour> day(Instant now) {
        List<QuarterHour> day = new ArrayList<>();
        Instant last = start(now);
        for (int i = SHOWN - 1; i >= 0; i--) {
            day.add(quarter(last.minus(QUARTER.multipliedBy(i)), now));
        }
        return day;
    }

    private QuarterHour quarter(Instant start, Instant now) {
        Page page = pages.getOrDefault(start, new Page());
        return new QuarterHour(start, page.free, page.rested, away(start, page, now), page.reason);
    }

    private Duration away(Instant start, Page page, Instant now) {
        // the first page began at some time within it
        if (pages.isEmpty() || !start.isAfter(pages.firstKey())) {
            return Duration.ZERO;
        }
        Duration passed = Duration.between(start, now);
        Duration whole = passed.compareTo(QUARTER) < 0 ? passed : QUARTER;
        Duration away = whole.minus(page.ran());
        return away.compareTo(LEAST_AWAY) < 0 ? Duration.ZERO : away;
    }

    /// How long others got no answers within the time before now.
    synchronized Duration missed(Instant now, Duration window) {
        Duration missed = Duration.ZERO;
        Instant from = start(now.minus(window));
        Page none = new Page();
        for (Instant at = from; at.isBefore(now); at = at.plus(QUARTER)) {
            Page page = pages.getOrDefault(at, none);
            missed = missed.plus(page.silent).plus(away(at, page, now));
        }
        return missed;
    }

    /// How much of the time, of the last 30 days at most, others got answers.
    ///
    /// @return unknown before an hour is recorded
    synchronized Figure<OnlineShare> online(Instant now) {
        boolean isNew =
                share.filter(known -> !known.at().isAfter(now))
                        .filter(known -> known.at().plus(SHARE_EVERY).isAfter(now))
                        .isPresent();
        if (!isNew) {
            share = share(now);
        }
        return share.<Figure<OnlineShare>>map(known -> known).orElseGet(Figure::unknown);
    }

    private Optional<Figure.Known<OnlineShare>> share(Instant now) {
        Duration over = recorded(now);
        if (over.compareTo(LEAST_MEASURED) < 0) {
            return Optional.empty();
        }
        double missed = (double) missed(now, over).toMillis() / over.toMillis();
        double percent = PERCENT * (1 - Math.min(1, missed));
        return Optional.of(
                new Figure.Known<>(new OnlineShare(percent, over), Figure.Quality.CONFIRMED, now));
    }

    /// How far back it is known whether the node answered.
    private Duration recorded(Instant now) {
        if (pages.isEmpty() || pages.firstKey().isAfter(now)) {
            return Duration.ZERO;
        }
        // the first page began at some time within it
        Map.Entry<Instant, Page> first = pages.firstEntry();
        Duration since = Duration.between(first.getKey().plus(QUARTER), now);
        Duration all = first.getValue().ran().plus(since.isNegative() ? Duration.ZERO : since);
        return all.compareTo(OnlineShare.WINDOW) < 0 ? all : OnlineShare.WINDOW;
    }
}
