// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.network.TransferException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Nodes that rest, as all do for a while after the program was started or the computer woke up,
/// are asked again. Threads: any; the calling one waits.
final class Patience {
    // shortest time between two attempts, and how many times the length of an attempt: each cuts
    // the file into pieces again, and nodes rest because something else needs the processor
    static final Duration AGAIN = Duration.ofSeconds(5);
    static final int SPARING = 4;

    // the longest delay after a start that can be set, and a little
    static final Duration LONGEST = Duration.ofMinutes(11);

    private final InstantSource clock;
    private final Sleep sleep;

    /// Lets time pass.
    @FunctionalInterface
    interface Sleep {
        void sleep(Duration time) throws InterruptedException;
    }

    /// One attempt.
    @FunctionalInterface
    interface Attempt<T> {
        T make() throws IOException, InterruptedException;
    }

    Patience(InstantSource clock, Sleep sleep) {
        this.clock = clock;
        this.sleep = sleep;
    }

    /// Makes attempts until one succeeds, or fails for another reason than that the nodes rest.
    ///
    /// @param one is shown as resting between two attempts
    <T> T ask(OngoingTransfer one, Attempt<T> attempt) throws IOException, InterruptedException {
        Instant end = clock.instant().plus(LONGEST);
        while (true) {
            Instant began = clock.instant();
            try {
                return attempt.make();
            } catch (TransferException refused) {
                Instant now = clock.instant();
                if (refused.kind() != TransferException.Kind.NOT_YET || now.isAfter(end)) {
                    throw refused;
                }
                one.resting();
                Duration sparing = Duration.between(began, now).multipliedBy(SPARING);
                sleep.sleep(sparing.compareTo(AGAIN) > 0 ? sparing : AGAIN);
            }
        }
    }
}
