// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.work;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class LatestTest {
    private final Queue<Runnable> queue = new ArrayDeque<>();
    private final List<Integer> seen = new ArrayList<>();
    private final Latest<Integer> latest = new Latest<>(queue::add, seen::add);

    @Test
    void aSlowReaderSeesOnlyTheNewest() {
        latest.publish(1);
        latest.publish(2);
        latest.publish(3);
        assertEquals(1, queue.size());
        queue.remove().run();
        assertEquals(List.of(3), seen);
    }

    @Test
    void afterAReadTheNextIsQueuedAgain() {
        latest.publish(1);
        queue.remove().run();
        latest.publish(2);
        queue.remove().run();
        assertEquals(List.of(1, 2), seen);
    }
}
