// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.Hash32;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Checks every certified blob and mends what is missing, after a node has missed epochs.
final class BlobRecovery {
    private static final int STEP = 256;

    private final NodeHoldings holdings;
    private final BlobSync sync;
    private final Retries retries;
    private final int maxAtATime;
    // the run that counts; those of other epochs end
    private volatile long generation;

    BlobRecovery(NodeHoldings holdings, BlobSync sync, Retries retries, int maxAtATime) {
        this.holdings = holdings;
        this.sync = sync;
        this.retries = retries;
        this.maxAtATime = maxAtATime;
    }

    /// Starts, in the place of a run before.
    ///
    /// @param whenDone run when everything is here
    synchronized void start(Epoch epoch, Runnable whenDone) {
        long mine = ++generation;
        retries.run(
                "recovery of all blobs",
                () -> {
                    Semaphore room = new Semaphore(maxAtATime);
                    Optional<BlobId> from = Optional.of(new BlobId(Hash32.ZERO));
                    while (from.isPresent() && mine == generation) {
                        List<BlobId> step =
                                holdings.certifiedBefore(epoch.next(), from.get(), STEP);
                        for (BlobId blobId : step) {
                            if (!holdings.isComplete(blobId)) {
                                room.acquire();
                                var _ = sync.start(blobId).whenComplete((_, _) -> room.release());
                            }
                        }
                        from =
                                step.size() < STEP
                                        ? Optional.empty()
                                        : ShardDonor.after(step.getLast());
                    }
                    room.acquire(maxAtATime);
                    if (mine == generation) {
                        whenDone.run();
                    }
                });
    }

    /// Ends the run, if there is one. Blobs that it started go on.
    synchronized void cancel() {
        generation++;
    }
}
