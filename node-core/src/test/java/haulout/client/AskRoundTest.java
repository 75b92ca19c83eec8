// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AskRoundTest {
    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES)
    void aQuestionThatNobodyTakesIsNotWaitedFor() {
        try (AskRound<String> round =
                new AskRound<>(_ -> {
                    throw new RejectedExecutionException("the network stops");
                })) {
            assertThrows(RejectedExecutionException.class, () -> round.ask(1, () -> "never"));
            assertEquals(0, round.outstanding());
        }
    }
}
