// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.work;

import static org.junit.jupiter.api.Assertions.assertEquals;

import haulout.home.HomeException;
import haulout.text.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class BackgroundRunnerTest {
    private final List<String> heard = new ArrayList<>();
    private final BackgroundRunner runner = new BackgroundRunner(Runnable::run, Runnable::run);

    @Test
    void anAnswerComesBack() {
        runner.ask(() -> CompletableFuture.completedStage("yes"), heard::add, this::failed);
        assertEquals(List.of("yes"), heard);
    }

    @Test
    void aKnownFailureSaysItsSentence() {
        HomeException failure = new HomeException(Sentence.of("rule.user"));
        runner.ask(
                () -> CompletableFuture.failedStage(new CompletionException(failure)),
                _ -> heard.add("no"),
                this::failed);
        assertEquals(List.of("rule.user"), heard);
    }

    @Test
    void aBugIsToldAndDoesNotEscape() {
        runner.ask(
                () -> {
                    throw new IllegalStateException("bug");
                },
                _ -> heard.add("no"),
                this::failed);
        assertEquals(List.of("problem.unknown"), heard);
    }

    @Test
    void whatIsTooMuchIsTold() {
        BackgroundRunner full =
                new BackgroundRunner(
                        _ -> {
                            throw new RejectedExecutionException();
                        },
                        Runnable::run);
        full.ask(() -> CompletableFuture.completedStage("yes"), heard::add, this::failed);
        assertEquals(List.of("problem.busy"), heard);
    }

    private void failed(Sentence sentence) {
        heard.add(sentence.key());
    }
}
