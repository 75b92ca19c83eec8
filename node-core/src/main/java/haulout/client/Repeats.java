// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import java.util.random.RandomGenerator;

/// Makes attempts again that failed in a way that may pass, with longer and longer pauses.
/// Thread-safe if its generator is.
final class Repeats {
    private final Pause pause;
    private final RandomGenerator random;

    Repeats(Pause pause, RandomGenerator random) {
        this.pause = pause;
        this.random = random;
    }

    interface Attempt<T> {
        T make() throws PeerException, InterruptedException;
    }

    /// The first success, or the last failure.
    <T> T of(ClientLimits limits, Attempt<T> attempt) throws PeerException, InterruptedException {
        Backoff backoff = new Backoff(limits.firstWait(), limits.maxWait(), random);
        for (int left = limits.attempts() - 1; ; left--) {
            try {
                return attempt.make();
            } catch (PeerException e) {
                if (left == 0 || !e.isTransient()) {
                    throw e;
                }
            }
            pause.pause(backoff.next());
        }
    }
}
