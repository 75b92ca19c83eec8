// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.notice;

import haulout.home.HomeSnapshot;
import haulout.status.RuleReport;
import haulout.ui.screen.Place;
import haulout.ui.text.Words;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Announces what needs the owner, and little else: one card for a cause, not again within a day,
/// then three days, then a week; at most one ordinary card in six hours; none in quiet hours or
/// over a full screen, unless a deadline lies within. What is held back stays under the bell and is
/// announced later if it is still so.
///
/// Threads: one at a time.
public final class Notices {
    /// Rule of the node that sees apps which fill the screen.
    private static final String APP_RULE = "app";

    /// So many at once would be a wall of cards.
    private static final int MOST_AT_ONCE = 3;

    private static final String LAST_ORDINARY = "last ordinary";

    private final Supplier<Words> words;
    private final Worth worth;
    private final Told told;
    private final Function<String, Optional<String>> preference;
    private final Supplier<Announcer> announcer;
    private final Consumer<Place> open;
    private Optional<Instant> lastOrdinary = Optional.empty();

    /// @param words in the language that is chosen now
    /// @param home the data directory, where it is kept what was told
    /// @param preference reads the settings of the window
    /// @param announcer the way that is open now
    /// @param open opens a screen, when a card is pressed
    public Notices(
            Supplier<Words> words,
            Path home,
            Function<String, Optional<String>> preference,
            Supplier<Announcer> announcer,
            Consumer<Place> open) {
        this.words = words;
        this.worth = new Worth(words);
        this.told = new Told(home);
        this.preference = preference;
        this.announcer = announcer;
        this.open = open;
    }

    /// Looks at a snapshot and announces what is due. May wait for the desktop.
    public void see(HomeSnapshot snapshot) {
        Instant now = snapshot.at();
        NoticeTimes times = NoticeTimes.of(preference, words.get().formats().zone());
        boolean fullScreen = isFullScreen(snapshot);
        if (lastOrdinary.isEmpty()) {
            lastOrdinary = told.last(LAST_ORDINARY);
        }
        List<Notice> due =
                worth.of(snapshot).stream()
                        .filter(notice -> isWanted(notice.kind()))
                        .filter(notice -> told.isDue(notice, now))
                        .toList();
        int shown = 0;
        for (Notice notice : due) {
            if (shown < MOST_AT_ONCE && times.allow(notice, now, fullScreen, lastOrdinary)) {
                shown += show(notice, due, now) ? 1 : 0;
            }
        }
    }

    private boolean isWanted(String kind) {
        return !preference.apply("notify." + kind).equals(Optional.of("false"));
    }

    /// Ordinary ones that wait are told of in one card.
    private boolean show(Notice notice, List<Notice> due, Instant now) {
        List<Notice> others =
                notice.isUrgent()
                        ? List.of()
                        : due.stream()
                                .filter(one ->
                                        !one.isUrgent() && !one.cause().equals(notice.cause()))
                                .filter(Notice::lasts)
                                .toList();
        Notice card =
                others.isEmpty()
                        ? notice
                        : new Notice(
                                notice.cause(),
                                notice.kind(),
                                false,
                                notice.lasts(),
                                notice.text()
                                        + " "
                                        + words.get().count("notice.more", others.size()),
                                notice.button(),
                                Place.HEALTH,
                                notice.deadline());
        if (!announcer
                .get()
                .show(words.get().say("app.name"), card, () -> open.accept(card.place()))) {
            return false;
        }
        told.tell(notice.cause(), now);
        others.forEach(one -> told.tell(one.cause(), now));
        if (!notice.isUrgent()) {
            lastOrdinary = Optional.of(now);
            told.tell(LAST_ORDINARY, now);
        }
        return true;
    }

    private static boolean isFullScreen(HomeSnapshot snapshot) {
        return snapshot.status().rules().stream()
                .anyMatch(rule ->
                        rule.rule().equals(APP_RULE) && rule.state() != RuleReport.State.CLEAR);
    }
}
