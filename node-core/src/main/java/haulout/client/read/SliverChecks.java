// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.read;

import haulout.client.BlobCoding;
import haulout.core.EncodingConfig;
import haulout.redstuff.Sliver;
import haulout.redstuff.SliverVerificationException;
import haulout.redstuff.SliverVerifier;
import haulout.redstuff.VerifiedBlobMetadata;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// Checks slivers on the threads that compute, a few at a time. Thread-safe.
final class SliverChecks {
    private final EncodingConfig config;
    private final BlobCoding coding;
    private final Semaphore turns;
    private final Deque<SliverVerifier> idle = new ArrayDeque<>();

    SliverChecks(EncodingConfig config, BlobCoding coding) {
        this.config = config;
        this.coding = coding;
        this.turns = new Semaphore(coding.checks(), true);
    }

    /// Whether it is what the metadata says; waits for its turn.
    boolean isRight(Sliver sliver, VerifiedBlobMetadata metadata) throws InterruptedException {
        turns.acquire();
        try {
            Future<Boolean> check = coding.threads().submit(() -> check(sliver, metadata));
            try {
                return check.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("checking a sliver", e);
            } finally {
                check.cancel(false);
            }
        } finally {
            turns.release();
        }
    }

    private boolean check(Sliver sliver, VerifiedBlobMetadata metadata) {
        SliverVerifier verifier = take();
        try {
            verifier.verify(sliver, metadata);
            return true;
        } catch (SliverVerificationException e) {
            return false;
        } finally {
            synchronized (idle) {
                idle.push(verifier);
            }
        }
    }

    private SliverVerifier take() {
        synchronized (idle) {
            SliverVerifier verifier = idle.poll();
            if (verifier != null) {
                return verifier;
            }
        }
        return new SliverVerifier(config, coding.kernels().get());
    }
}
