// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import haulout.core.EncodingConfig;
import haulout.redstuff.Kernels;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The threads that do arithmetic outlive what fails in it.
@Timeout(60)
class CodecPoolTest {
    @Test
    void whoFindsNoMemoryForToolsIsToldAndThePoolGoesOn() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        try (CodecPool pool =
                CodecPool.start(
                        new EncodingConfig(10),
                        () -> {
                            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                                throw new OutOfMemoryError("made by a test");
                            }
                            return Kernels.scalar();
                        },
                        2,
                        8,
                        Thread.ofPlatform().name("codec-", 0).daemon().factory())) {
            failures.set(5);
            for (int i = 0; i < 5; i++) {
                assertThrows(
                        OutOfMemoryError.class, () -> pool.<Integer, RuntimeException>call(_ -> 1));
            }
            for (int i = 0; i < 10; i++) {
                int value = i;
                assertEquals(i, pool.<Integer, RuntimeException>call(_ -> value));
            }
        }
    }
}
