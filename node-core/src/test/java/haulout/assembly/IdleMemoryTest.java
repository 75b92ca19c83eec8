// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdleMemoryTest {
    private static final long MB = 1 << 20;
    private static final long LOOK = IdleMemory.LOOK_INTERVAL.toNanos();

    private final List<String> done = new ArrayList<>();
    private final IdleMemory memory =
            new IdleMemory(
                    new IdleMemory.Heap() {
                        @Override
                        public long bytes() {
                            return heapBytes;
                        }

                        @Override
                        public void collect() {
                            done.add("collect");
                            heapBytes = 40 * MB;
                        }
                    },
                    () -> done.add("trim"));
    private long heapBytes = 200 * MB;
    private long now;
    private long cpu;

    private void look(long cpuNanos) {
        now += LOOK;
        cpu += cpuNanos;
        memory.look(now, cpu);
    }

    @Test
    void collectsOnceMoreWhenTheBurstIsColdAndThenEveryTenMinutesOfRest() {
        look(0);
        look(0);
        assertEquals(List.of("collect", "trim"), done);
        rest(11);
        assertEquals(2, done.size());
        look(0);
        assertEquals(List.of("collect", "trim", "collect", "trim"), done);
        rest(59);
        assertEquals(4, done.size());
        look(0);
        assertEquals(6, done.size());
    }

    private void rest(int looks) {
        for (int i = 0; i < looks; i++) {
            look(0);
        }
    }

    @Test
    void collectsOnceAfterWorkHasEnded() {
        memory.add(() -> done.add("cache"));
        look(0);
        look(LOOK);
        look(LOOK / 3);
        assertEquals(List.of(), done);
        look(LOOK / 1000);
        assertEquals(List.of("cache", "collect", "trim"), done);
        look(LOOK / 1000);
        look(0);
        assertEquals(3, done.size());
    }

    @Test
    void collectsAgainAfterMoreWork() {
        look(0);
        look(0);
        done.clear();
        heapBytes = 48 * MB;
        look(LOOK);
        look(0);
        assertEquals(List.of(), done, "it was collected seconds ago");
        rest(4);
        assertEquals(List.of("collect", "trim"), done);
    }

    @Test
    void aHeapThatDidNotGrowIsLeftAloneAfterMoreWork() {
        look(0);
        rest(13);
        done.clear();
        heapBytes = 48 * MB - 1;
        look(LOOK);
        rest(5);
        assertEquals(List.of("trim"), done);
        rest(54);
        assertEquals(List.of("trim", "collect", "trim"), done, "it is collected in the end");
    }

    @Test
    void aCacheThatIsGoneIsLeftAlone() {
        Runnable cache = () -> done.add("cache");
        memory.add(cache);
        memory.remove(cache);
        look(0);
        look(0);
        assertEquals(List.of("collect", "trim"), done);
    }

    @Test
    void aLibraryThatKeepsWhatItHasDoesNoHarm() {
        IdleMemory other =
                new IdleMemory(
                        new OwnHeap(),
                        () -> {
                            done.add("trim");
                            throw new IOException("no");
                        });
        // any moment may be the one from which the Java machine counts
        other.look(-2 * LOOK, 0);
        other.look(-LOOK, 0);
        assertEquals(List.of("trim"), done);
    }
}
