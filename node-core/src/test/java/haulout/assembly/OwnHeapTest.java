// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnHeapTest {
    private static final String LEAST = "MinHeapFreeRatio";

    private final HotSpotDiagnosticMXBean machine =
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    private final String usual = share();
    private final String least = machine.getVMOption(LEAST).getValue();
    private final List<String> seen = new ArrayList<>();

    private String share() {
        return machine.getVMOption(OwnHeap.FREE_SHARE).getValue();
    }

    @AfterEach
    void asItWas() {
        machine.setVMOption(LEAST, least);
    }

    @Test
    void littleIsFreeOnlyWhileItIsCollected() {
        machine.setVMOption(LEAST, "5");
        new OwnHeap(() -> seen.add(share())).collect();
        assertEquals(List.of("10"), seen);
        assertEquals(usual, share());
    }

    @Test
    void theUsualShareComesBackAlsoAfterAFailure() {
        machine.setVMOption(LEAST, "5");
        OwnHeap heap =
                new OwnHeap(() -> {
                    throw new IllegalStateException("no");
                });
        assertThrows(IllegalStateException.class, heap::collect);
        assertEquals(usual, share());
    }

    @Test
    void aMachineThatIsToKeepMoreFreeIsLeftAsItIs() {
        machine.setVMOption(LEAST, "30");
        new OwnHeap(() -> seen.add(share())).collect();
        assertEquals(List.of(usual), seen);
    }
}
