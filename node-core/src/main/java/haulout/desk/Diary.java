// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.home.ActivityEvent;
import haulout.home.ActivityFilter;
import haulout.store.Happening;
import haulout.store.HistoryStore;
import haulout.store.StoreException;
import haulout.text.Sentence;
import haulout.text.Wording;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What happened, in plain words: kept for 90 days, the newest at hand.
public final class Diary {
    /// How long events are kept.
    public static final Duration KEPT = Duration.ofDays(90);

    /// How many are in a snapshot.
    public static final int AT_HAND = 50;

    // so that a search without hits ends
    private static final int MAX_SEARCHED = 100_000;
    private static final int PAGE = 500;

    private static final Logger log = LoggerFactory.getLogger(Diary.class);

    private final HistoryStore history;
    private final InstantSource clock;
    private final Deque<ActivityEvent> newest = new ArrayDeque<>();

    /// Opens the diary, and forgets what is too old.
    public Diary(HistoryStore history, InstantSource clock)
            throws StoreException, InterruptedException {
        this.history = history;
        this.clock = clock;
        history.forgetBefore(clock.instant().minus(KEPT));
        for (Happening one : history.happenings(Long.MAX_VALUE, Instant.EPOCH, Set.of(), AT_HAND)) {
            newest.addLast(event(one));
        }
    }

    /// Notes an event. A failure to keep it is logged: nothing depends on the diary.
    public void note(ActivityEvent.Kind kind, Sentence sentence) throws InterruptedException {
        Instant now = clock.instant();
        try {
            long number =
                    history.add(
                            new Happening(0, now, kind.name(), SentenceFormat.encode(sentence)));
            synchronized (newest) {
                newest.addFirst(new ActivityEvent(number, now, kind, sentence));
                while (newest.size() > AT_HAND) {
                    newest.removeLast();
                }
            }
        } catch (StoreException e) {
            log.atWarn().setCause(e).addKeyValue("event", sentence.key()).log("event not kept");
        }
    }

    /// The newest events, newest first.
    List<ActivityEvent> newest() {
        synchronized (newest) {
            return List.copyOf(newest);
        }
    }

    /// Events that a filter wants, newest first.
    ///
    /// @param wording the language in which words are searched for
    List<ActivityEvent> events(ActivityFilter filter, long before, int most, Wording wording)
            throws StoreException, InterruptedException {
        Set<String> kinds =
                filter.kinds().stream().map(Enum::name).collect(Collectors.toUnmodifiableSet());
        String words = filter.words().toLowerCase(Locale.ROOT).strip();
        List<ActivityEvent> found = new ArrayList<>();
        long next = before;
        int searched = 0;
        while (found.size() < most && searched < MAX_SEARCHED) {
            List<Happening> page =
                    history.happenings(next, filter.from().orElse(Instant.EPOCH), kinds, PAGE);
            for (Happening one : page) {
                ActivityEvent event = event(one);
                if (found.size() < most && matches(event, words, wording)) {
                    found.add(event);
                }
            }
            if (page.size() < PAGE) {
                break;
            }
            searched += page.size();
            next = page.getLast().number();
        }
        return found;
    }

    private boolean matches(ActivityEvent event, String words, Wording wording) {
        return words.isEmpty()
                || wording.say(event.sentence(), clock.instant())
                        .toLowerCase(Locale.ROOT)
                        .contains(words);
    }

    private static ActivityEvent event(Happening one) {
        ActivityEvent.Kind kind = ActivityEvent.Kind.PROGRAM;
        for (ActivityEvent.Kind known : ActivityEvent.Kind.values()) {
            if (known.name().equals(one.kind())) {
                kind = known;
            }
        }
        return new ActivityEvent(
                one.number(), one.at(), kind, SentenceFormat.decode(one.sentence()));
    }
}
