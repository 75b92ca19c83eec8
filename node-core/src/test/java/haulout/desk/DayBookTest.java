// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.home.Figure;
import haulout.home.OnlineShare;
import haulout.home.QuarterHour;
import haulout.resources.policy.Moment;
import haulout.status.NodeStanding;
import haulout.store.sqlite.SqliteHistory;
import haulout.text.Sentence;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DayBookTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Sentence WHY = Sentence.of("figure.unknown");

    @TempDir private Path folder;
    private SqliteHistory history;
    private DayBook book;
    private Instant now = NOON;

    @BeforeEach
    void open() throws Exception {
        history =
                SqliteHistory.open(folder.resolve("history.db"), task -> new Thread(task).start());
        book = new DayBook(history, () -> now);
        book.is(DayBook.Presence.UP);
    }

    @AfterEach
    void close() {
        history.close();
    }

    private void pass(Duration time, boolean heavy, boolean answers) {
        for (long second = 0; second < time.toSeconds(); second++) {
            book.see(
                    new Moment(now, ZoneOffset.UTC, Duration.ofSeconds(now.getEpochSecond())),
                    heavy,
                    answers,
                    heavy ? Optional.empty() : Optional.of(WHY));
            now = now.plusSeconds(1);
        }
    }

    private QuarterHour quarter(Instant start) {
        return book.day(now).stream()
                .filter(one -> one.start().equals(start))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aNewBookKnowsNothingAndClaimsNothing() {
        List<QuarterHour> day = book.day(now);
        assertEquals(DayBook.SHOWN, day.size());
        for (QuarterHour one : day) {
            assertEquals(Duration.ZERO, one.worked().plus(one.rested()).plus(one.away()));
        }
        assertEquals(Duration.ZERO, book.missed(now, Duration.ofDays(1)));
    }

    @Test
    void freeTimeAndRestAreCountedByTheSecond() {
        pass(Duration.ofMinutes(10), true, true);
        pass(Duration.ofMinutes(20), false, true);
        assertEquals(Duration.ofSeconds(599), quarter(NOON).worked());
        assertEquals(Duration.ofMinutes(5), quarter(NOON).rested());
        assertEquals(Optional.of(WHY), quarter(NOON).reason());
        assertEquals(Duration.ofMinutes(15), quarter(NOON.plusSeconds(900)).rested());
        assertEquals(Duration.ZERO, quarter(NOON.plusSeconds(900)).away());
    }

    @Test
    void whatIsNotSeenWasAwayAndCountsAsMissed() {
        pass(Duration.ofMinutes(15), true, true);
        now = now.plus(Duration.ofHours(2));
        pass(Duration.ofMinutes(15), true, false);
        assertEquals(Duration.ofMinutes(15), quarter(NOON.plusSeconds(1800)).away());
        Duration missed = book.missed(now, Duration.ofDays(1));
        Duration error = missed.minus(Duration.ofMinutes(135)).abs();
        assertTrue(error.compareTo(Duration.ofSeconds(5)) < 0, "" + missed);
        assertTrue(book.missed(now, Duration.ofMinutes(30)).compareTo(Duration.ofMinutes(61)) < 0);
    }

    private OnlineShare online() {
        return book.online(now).asOptional().orElseThrow();
    }

    @Test
    void theTimeOnlineIsNotKnownBeforeAnHourIsRecorded() {
        assertEquals(Figure.unknown(), book.online(now));
        pass(Duration.ofMinutes(59), true, true);
        assertEquals(Figure.unknown(), book.online(now));
        now = now.plus(Duration.ofDays(2)); // nobody was here: that is known
        assertTrue(online().percent() < 3, "" + online());
    }

    @Test
    void workThatRestsCostsNothingOfTheTimeOnlineAndSilenceDoes() {
        pass(Duration.ofHours(2), false, true);
        assertEquals(100, online().percent(), 1e-9);
        assertEquals(2, online().over().plusSeconds(1).toHours());
        pass(Duration.ofHours(1), true, false); // a pause
        assertEquals(66.7, online().percent(), 0.1);
        book.is(DayBook.Presence.DOWN); // no connection
        pass(Duration.ofHours(1), true, true);
        assertEquals(50, online().percent(), 0.1);
        now = now.plus(Duration.ofHours(4)); // switched off
        assertEquals(25, online().percent(), 0.1);
    }

    @Test
    void beforeThereIsANodeNothingIsTakenDown() {
        book.is(DayBook.Presence.ABSENT);
        pass(Duration.ofHours(2), true, true);
        assertEquals(Figure.unknown(), book.online(now));
        assertEquals(Duration.ZERO, book.missed(now, Duration.ofDays(1)));
        book.is(DayBook.Presence.UP);
        pass(Duration.ofHours(2), true, true);
        assertEquals(100, online().percent(), 1e-9);
        assertEquals(2, online().over().plusSeconds(1).toHours(), "from its first second on");
    }

    @Test
    void whoComesBackAfterWeeksHasBeenAwayAllThatTime() throws Exception {
        pass(Duration.ofHours(1), true, true);
        now = now.plus(Duration.ofDays(60));
        pass(Duration.ofHours(36), true, true);
        assertEquals(OnlineShare.WINDOW, online().over());
        assertEquals(5, online().percent(), 0.05);
        book.keep(now);
        assertEquals(5, online().percent(), 0.05);
        book = new DayBook(history, () -> now);
        assertEquals(5, online().percent(), 0.05);
        assertEquals(OnlineShare.WINDOW, online().over());
    }

    @Test
    void whoDoesNotRunOrHasNoConnectionIsNotOnline() {
        Set<NodeStanding> down = EnumSet.noneOf(NodeStanding.class);
        for (NodeStanding standing : NodeStanding.values()) {
            if (DayBook.Presence.of(standing) == DayBook.Presence.DOWN) {
                down.add(standing);
            }
        }
        assertEquals(
                EnumSet.of(NodeStanding.STOPPED, NodeStanding.STARTING, NodeStanding.OFFLINE),
                down);
    }

    @Test
    void aRestartFindsTheDayAsItWas() throws Exception {
        pass(Duration.ofMinutes(25), false, true);
        List<QuarterHour> before = book.day(now);
        book.keep(now);
        book = new DayBook(history, () -> now);
        book.is(DayBook.Presence.UP);
        assertEquals(before, book.day(now));
        pass(Duration.ofMinutes(1), false, true);
        assertEquals(Duration.ofSeconds(600 + 59), quarter(NOON.plusSeconds(900)).rested());
    }
}
