// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.home.HomeSnapshot;
import haulout.home.Payout;
import haulout.resources.settings.Mode;
import haulout.status.AlertReport;
import haulout.status.RuleReport;
import haulout.text.Sentence;
import haulout.text.Term;
import haulout.ui.screen.Place;
import haulout.ui.text.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoticesTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir private Path home;
    private final List<String> shown = new ArrayList<>();
    private final List<Runnable> presses = new ArrayList<>();
    private final List<Place> opened = new ArrayList<>();
    private final Map<String, String> preferences = new HashMap<>();
    private boolean takes = true;
    private Locale language = Locale.ENGLISH;
    private Instant now = NOON;
    private Snapshots node;
    private Notices notices;

    private final class Paper implements Announcer {
        @Override
        public boolean show(String title, Notice notice, Runnable onPress) {
            if (takes) {
                shown.add(notice.text());
                presses.add(onPress);
            }
            return takes;
        }

        @Override
        public void close() {
            // paper stays
        }
    }

    @BeforeEach
    void begin() {
        node = new Snapshots();
        restart();
    }

    private void restart() {
        notices =
                new Notices(
                        () -> Words.of(language, ZoneOffset.UTC, () -> now),
                        home,
                        name -> Optional.ofNullable(preferences.get(name)),
                        Paper::new,
                        opened::add);
    }

    private void see() {
        notices.see(node.at(now));
    }

    private void after(Duration time) {
        now = now.plus(time);
        see();
    }

    private AlertReport missing(Optional<Instant> deadline) {
        return new AlertReport(
                "drive.present",
                "d1",
                AlertReport.Level.AT_RISK,
                Sentence.of("alert.drive.present", new Term.Name("F:")),
                now,
                deadline,
                List.of());
    }

    private AlertReport ordinary(String check, String key) {
        return new AlertReport(
                check,
                "",
                AlertReport.Level.ATTENTION,
                Sentence.of(key),
                now.minusSeconds(600),
                Optional.empty(),
                List.of());
    }

    @Test
    void whatNeedsNothingIsNotAnnounced() {
        see();
        after(Duration.ofDays(1));
        assertEquals(List.of(), shown);
    }

    @Test
    void aTipIsLeftUnderTheBell() {
        node.alerts(
                new AlertReport(
                        "net.reach",
                        "",
                        AlertReport.Level.TIP,
                        Sentence.of("alert.net.reach.relay"),
                        now.minusSeconds(900),
                        Optional.empty(),
                        List.of()));
        see();
        assertEquals(List.of(), shown);
    }

    @Test
    void anUrgentOneIsToldOnceItHasSettledAndNotAgainWithinADay() {
        node.alerts(missing(Optional.empty()));
        see();
        assertEquals(List.of(), shown, "it may be a loose plug");
        after(Duration.ofMinutes(2));
        assertEquals(List.of("Drive F: is not there. Plug it back in."), shown);
        after(Duration.ofHours(23));
        assertEquals(1, shown.size());
        after(Duration.ofHours(2));
        assertEquals(2, shown.size(), "after a day");
        after(Duration.ofHours(50));
        assertEquals(2, shown.size());
        after(Duration.ofHours(23));
        assertEquals(3, shown.size(), "after three days");
        after(Duration.ofDays(6));
        assertEquals(3, shown.size());
        after(Duration.ofDays(2));
        assertEquals(4, shown.size(), "after a week");
    }

    @Test
    void aRestartForgetsNothing() {
        node.alerts(missing(Optional.empty()));
        after(Duration.ofMinutes(2));
        restart();
        after(Duration.ofHours(1));
        assertEquals(1, shown.size());
    }

    @Test
    void ordinaryOnesComeSixHoursApartAndTellOfTheOthers() {
        node.alerts(ordinary("drive.slow", "alert.net.up"), ordinary("backup", "alert.backup"));
        see();
        assertEquals(1, shown.size(), "" + shown);
        assertTrue(shown.getFirst().endsWith("1 more thing needs a look."), shown.getFirst());
        presses.getFirst().run();
        assertEquals(List.of(Place.HEALTH), opened);
        node.alerts(ordinary("fees", "alert.net.reach"));
        after(Duration.ofHours(5));
        assertEquals(1, shown.size());
        after(Duration.ofMinutes(61));
        assertEquals(2, shown.size());
    }

    @Test
    void quietHoursHoldEverythingButADeadlineWithinThem() {
        now = Instant.parse("2026-11-20T23:00:00Z");
        node.alerts(missing(Optional.of(Instant.parse("2026-11-21T11:00:00Z"))));
        after(Duration.ofMinutes(5));
        assertEquals(List.of(), shown);
        node.alerts(missing(Optional.of(Instant.parse("2026-11-21T04:00:00Z"))));
        after(Duration.ofMinutes(5));
        assertEquals(1, shown.size());
    }

    @Test
    void whatQuietHoursHeldIsToldInTheMorning() {
        now = Instant.parse("2026-11-20T23:00:00Z");
        node.alerts(missing(Optional.empty()));
        after(Duration.ofMinutes(5));
        assertEquals(List.of(), shown);
        now = Instant.parse("2026-11-21T08:00:00Z");
        see();
        assertEquals(1, shown.size());
    }

    @Test
    void quietHoursAreTheOwners() {
        preferences.put("notify.quiet.from", "11");
        preferences.put("notify.quiet.to", "13");
        node.alerts(missing(Optional.empty()));
        after(Duration.ofMinutes(5));
        assertEquals(List.of(), shown);
        preferences.put("notify.quiet", "false");
        after(Duration.ofMinutes(5));
        assertEquals(1, shown.size());
    }

    @Test
    void aKindThatIsSwitchedOffIsSilent() {
        preferences.put("notify.drive", "false");
        node.alerts(missing(Optional.empty()));
        after(Duration.ofMinutes(5));
        assertEquals(List.of(), shown);
    }

    @Test
    void nothingIsShownOverAFullScreen() {
        node.rules(
                new RuleReport(
                        "app",
                        "",
                        RuleReport.State.ACTIVE,
                        true,
                        Set.of("heavy"),
                        Set.of(),
                        Sentence.of("figure.unknown"),
                        Sentence.of("figure.unknown"),
                        NOON,
                        Optional.empty(),
                        Optional.empty(),
                        Sentence.of("figure.unknown")));
        node.alerts(missing(Optional.empty()));
        after(Duration.ofMinutes(5));
        assertEquals(List.of(), shown);
        node.rules();
        after(Duration.ofMinutes(5));
        assertEquals(1, shown.size());
    }

    @Test
    void aDesktopThatTakesNothingIsTriedAgain() {
        takes = false;
        node.alerts(missing(Optional.empty()));
        after(Duration.ofMinutes(5));
        takes = true;
        after(Duration.ofSeconds(5));
        assertEquals(1, shown.size());
    }

    @Test
    void aPayoutOfBeforeIsNotNewsAndALaterOneIs() {
        node.payouts(new Payout(NOON, 1_000_000_000L, Sentence.of("r1")));
        see();
        assertEquals(List.of(), shown);
        node.payouts(
                new Payout(NOON.plusSeconds(60), 15_200_000_000L, Sentence.of("r2")),
                new Payout(NOON, 1_000_000_000L, Sentence.of("r1")));
        after(Duration.ofMinutes(2));
        assertEquals(List.of("15.20\u00a0WAL was paid to you."), shown);
        after(Duration.ofDays(2));
        assertEquals(1, shown.size());
    }

    @Test
    void aPauseOfMoreThanADayIsRemembered() {
        node.mode(Mode.pausedUntil(Instant.MAX));
        see();
        after(Duration.ofHours(23));
        assertEquals(List.of(), shown);
        after(Duration.ofHours(2));
        assertEquals(List.of("Still paused since yesterday."), shown);
    }

    /// A node of which a few things can be said.
    private static final class Snapshots {
        private List<AlertReport> alerts = List.of();
        private List<RuleReport> rules = List.of();
        private List<Payout> payouts = List.of();
        private Mode mode = Mode.AUTOMATIC;

        void alerts(AlertReport... now) {
            alerts = List.of(now);
        }

        void rules(RuleReport... now) {
            rules = List.of(now);
        }

        void payouts(Payout... now) {
            payouts = List.of(now);
        }

        void mode(Mode now) {
            mode = now;
        }

        HomeSnapshot at(Instant now) {
            return PlainSnapshot.of(now, mode, rules, alerts, payouts);
        }
    }

    @Test
    void whatHasNoSwitchOfItsOwnDoesNotObeyThatOfTheRecord() {
        preferences.put("notify.record", "false");
        node.alerts(ordinary("clock", "alert.clock.slow"));
        see();
        assertEquals(1, shown.size());
        preferences.put("notify.other", "false");
        node.alerts(ordinary("net.peers", "alert.net.peers"));
        after(Duration.ofDays(2));
        assertEquals(1, shown.size());
    }

    @Test
    void theyAreSaidInTheLanguageThatIsChosenNow() {
        node.alerts(missing(Optional.empty()));
        after(Duration.ofMinutes(2));
        String english = shown.getFirst();
        language = Locale.GERMAN;
        after(Duration.ofDays(2));
        assertEquals(2, shown.size());
        assertNotEquals(english, shown.getLast());
    }
}
