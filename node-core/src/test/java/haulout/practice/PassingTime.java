// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import haulout.network.NeighbourView;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that runs ahead, and further while something is awaited, so that nobody's patience takes
/// long.
final class PassingTime implements InstantSource {
    // while something is awaited, some seconds pass for every so many looks, as long as an epoch
    // does not pass
    private static final int LOOKS_A_STEP = 25;
    private static final int MOST_LOOKS = 5_000;
    private static final long STEP_MILLIS = 10_000;

    private final AtomicLong ahead = new AtomicLong();

    @Override
    public Instant instant() {
        return Instant.now().plusMillis(ahead.get());
    }

    /// Lets time pass, or go back.
    void pass(long millis) {
        ahead.addAndGet(millis);
    }

    /// Waits for something.
    ///
    /// @throws AssertionError with how all nodes are, if it does not come
    void await(PracticeNetwork network, String what, Callable<Boolean> condition) throws Exception {
        int[] looks = new int[1];
        try {
            PracticeNetworkTest.await(
                    what,
                    () -> {
                        boolean isSo = condition.call();
                        if (!isSo && ++looks[0] % LOOKS_A_STEP == 0 && looks[0] < MOST_LOOKS) {
                            pass(STEP_MILLIS);
                        }
                        return isSo;
                    });
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + " in " + describe(network), e);
        }
    }

    private static String describe(PracticeNetwork network) throws Exception {
        StringBuilder text = new StringBuilder();
        String clock = network.ledger().read(view -> view.clock().toString());
        text.append(clock);
        for (NeighbourView node : network.neighbourhood().neighbours()) {
            long synced =
                    network.ledger().read(view -> view.nodes().get(node.node()).lastSyncDone());
            text.append("\n").append(node).append(" synced in ").append(synced);
            text.append(" ").append(network.snapshot(node.place()));
        }
        return text.toString();
    }
}
