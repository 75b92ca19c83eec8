// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.home.ActivityEvent;
import haulout.network.Finding;
import haulout.network.Neighbourhood;
import haulout.text.Sentence;
import haulout.text.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Writes into the diary which nodes gave wrong, contradictory or late answers, and which blobs
/// were found to be encoded wrongly.
///
/// Threads: one at a time.
final class Misconduct {
    // a node that lies does so at every request; once an hour is enough to know it
    private static final Duration AGAIN = Duration.ofHours(1);

    // more than any practice network has nodes and kinds of misdeeds
    private static final int MAX_REMEMBERED = 1_000;

    private final Neighbourhood neighbourhood;
    private final Diary diary;
    private final Map<String, Instant> told = new LinkedHashMap<>();
    private long seen;

    Misconduct(Neighbourhood neighbourhood, Diary diary) {
        this.neighbourhood = neighbourhood;
        this.diary = diary;
    }

    /// Looks for what is new.
    void see(Instant now) throws InterruptedException {
        for (Finding finding : neighbourhood.findings(seen)) {
            seen = finding.number();
            switch (finding) {
                case Finding.Misbehaved(long _, String node, var misdeed) -> {
                    String what = misdeed.name().toLowerCase(Locale.ROOT);
                    if (isDue(what + " " + node, now)) {
                        diary.note(
                                ActivityEvent.Kind.CHECKS,
                                Sentence.of("activity.misdeed." + what, Term.neighbour(node)));
                    }
                }
                case Finding.InvalidBlob(long _, var blob) ->
                        diary.note(
                                ActivityEvent.Kind.CHECKS,
                                Sentence.of(
                                        "activity.blob.invalid", new Term.Name(blob.toString())));
            }
        }
    }

    private boolean isDue(String what, Instant now) {
        Instant last = told.get(what);
        if (last != null && now.isBefore(last.plus(AGAIN))) {
            return false;
        }
        told.remove(what);
        told.put(what, now);
        if (told.size() > MAX_REMEMBERED) {
            told.remove(told.keySet().iterator().next());
        }
        return true;
    }
}
