// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ThreadPriorityTest {
    // proc(5): the nice value is the 19th field, the 17th behind the name
    private static final int NICE = 16;

    private static int nice() throws Exception {
        String stat = Files.readString(Path.of("/proc/thread-self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Integer.parseInt(fields[NICE]);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theThreadHasTheLowestPriorityAndNobodyElseHas() throws Exception {
        CompletableFuture<Integer> lowered = new CompletableFuture<>();
        Thread thread =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                ThreadPriority.find().lower();
                                lowered.complete(nice());
                            } catch (Exception e) {
                                lowered.completeExceptionally(e);
                            }
                        });
        assertEquals(19, lowered.get(30, TimeUnit.SECONDS));
        thread.join();
        assertNotEquals(19, nice());
    }
}
