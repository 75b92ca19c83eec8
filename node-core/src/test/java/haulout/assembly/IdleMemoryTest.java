// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdleMemoryTest {
    private static final long LOOK = IdleMemory.LOOK_INTERVAL.toNanos();

    private final List<String> done = new ArrayList<>();
    private final IdleMemory memory = new IdleMemory(() -> done.add("collect"));
    private long now;
    private long cpu;

    private void look(long cpuNanos) {
        now += LOOK;
        cpu += cpuNanos;
        memory.look(now, cpu);
    }

    @Test
    void collectsAgainEveryTenMinutesOfRest() {
        look(0);
        look(0);
        assertEquals(List.of("collect"), done);
        for (int i = 0; i < 59; i++) {
            look(0);
        }
        assertEquals(1, done.size());
        look(0);
        assertEquals(2, done.size());
    }

    @Test
    void collectsOnceAfterWorkHasEnded() {
        memory.add(() -> done.add("cache"));
        look(0);
        look(LOOK);
        look(LOOK / 3);
        assertEquals(List.of(), done);
        look(LOOK / 1000);
        assertEquals(List.of("cache", "collect"), done);
        look(LOOK / 1000);
        look(0);
        assertEquals(2, done.size());
    }

    @Test
    void collectsAgainAfterMoreWork() {
        look(0);
        look(0);
        look(LOOK);
        look(0);
        assertEquals(List.of("collect"), done, "it was collected seconds ago");
        for (int i = 0; i < 4; i++) {
            look(0);
        }
        assertEquals(List.of("collect", "collect"), done);
    }

    @Test
    void aCacheThatIsGoneIsLeftAlone() {
        Runnable cache = () -> done.add("cache");
        memory.add(cache);
        memory.remove(cache);
        look(0);
        look(0);
        assertEquals(List.of("collect"), done);
    }

    @Test
    void givingMemoryBackWorksOnThisMachineOrDoesNothing() {
        IdleMemory.collectAll();
    }
}
