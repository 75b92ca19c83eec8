// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.work;

import haulout.home.HomeException;
import haulout.text.Sentence;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way out of the FX thread and back: asks the node on another thread and hands the answer over
/// on the FX thread.
///
/// Tests give the same executor, which runs inline, for both sides.
public final class BackgroundRunner {
    private static final Logger log = LoggerFactory.getLogger(BackgroundRunner.class);

    private final Executor background;
    private final Executor fx;

    /// @param background runs what may take time; bounded and named by who made it
    /// @param fx runs the answers
    public BackgroundRunner(Executor background, Executor fx) {
        this.background = background;
        this.fx = fx;
    }

    /// Asks the node.
    ///
    /// @param then gets the answer, on the FX thread
    /// @param failed gets what to tell people, on the FX thread
    public <T> void ask(
            Supplier<? extends CompletionStage<T>> question,
            Consumer<? super T> then,
            Consumer<Sentence> failed) {
        try {
            background.execute(() -> begin(question, then, failed));
        } catch (RejectedExecutionException busy) {
            log.warn("too much is asked at once", busy);
            fx.execute(() -> failed.accept(Sentence.of("problem.busy")));
        }
    }

    /// Works something out, away from the FX thread.
    public <T> void compute(Supplier<T> work, Consumer<? super T> then) {
        ask(() -> java.util.concurrent.CompletableFuture.completedStage(work.get()), then, _ -> {});
    }

    private <T> void begin(
            Supplier<? extends CompletionStage<T>> question,
            Consumer<? super T> then,
            Consumer<Sentence> failed) {
        CompletionStage<T> stage;
        try {
            stage = question.get();
        } catch (RuntimeException bug) {
            log.error("a question to the node failed", bug);
            fx.execute(() -> failed.accept(Sentence.of("problem.unknown")));
            return;
        }
        var _ =
                stage.whenComplete((answer, problem) -> {
                    if (problem == null) {
                        fx.execute(() -> then.accept(answer));
                    } else {
                        fx.execute(() -> failed.accept(sentence(problem)));
                    }
                });
    }

    private static Sentence sentence(Throwable problem) {
        Throwable cause = problem;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof HomeException known) {
            return known.sentence();
        }
        log.error("a question to the node failed", cause);
        return Sentence.of("problem.unknown");
    }
}
