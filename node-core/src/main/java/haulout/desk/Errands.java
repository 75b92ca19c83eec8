// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what was asked for on threads of the core, so that whoever asks never waits.
final class Errands {
    private static final Logger log = LoggerFactory.getLogger(Errands.class);

    private final Executor executor;

    /// @param executor makes a (virtual) thread for each task
    Errands(Executor executor) {
        this.executor = executor;
    }

    /// Something that takes time.
    @FunctionalInterface
    interface Errand<T> {
        /// Does it.
        @SuppressWarnings("PMD.SignatureDeclareThrowsException")
        T run() throws Exception;
    }

    /// Something without a result.
    @FunctionalInterface
    interface Deed {
        /// Does it.
        void run() throws Exception;
    }

    <T> CompletionStage<T> ask(Errand<T> errand) {
        CompletableFuture<T> future = new CompletableFuture<>();
        try {
            executor.execute(() -> run(errand, future));
        } catch (RejectedExecutionException e) {
            future.completeExceptionally(Failures.of(new InterruptedException()));
        }
        return future.minimalCompletionStage();
    }

    CompletionStage<Void> tell(Deed deed) {
        return ask(
                        () -> {
                            deed.run();
                            return true;
                        })
                .thenAccept(_ -> {});
    }

    private static <T> void run(Errand<T> errand, CompletableFuture<T> future) {
        try {
            future.complete(errand.run());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            future.completeExceptionally(Failures.of(e));
        } catch (Exception | StackOverflowError e) {
            log.atInfo().setCause(e).log("what was asked for could not be done");
            future.completeExceptionally(Failures.of(e));
        }
    }
}
