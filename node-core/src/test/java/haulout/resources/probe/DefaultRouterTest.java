// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultRouterTest {
    private static final String HEAD =
            "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n";

    @TempDir private Path folder;

    private DefaultRouter router(String table) throws IOException {
        Path routes = Files.writeString(folder.resolve("route"), table);
        return new DefaultRouter(
                routes,
                () -> {
                    throw new AssertionError("the table says it");
                });
    }

    @Test
    void theAddressOfTheDefaultRouteIsRead() throws IOException {
        String table =
                HEAD
                        + "wlan0\t0000A8C0\t00000000\t0001\t0\t0\t600\t0000FFFF\t0\t0\t0\n"
                        + "wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0\n";
        assertEquals("192.168.1.1", router(table).address().getHostAddress());
    }

    @Test
    void whoHasNoRouterOrATableOfSomethingElseIsToldSo() throws IOException {
        assertThrows(IOException.class, () -> router(HEAD).address());
        assertThrows(IOException.class, () -> router("").roundTrip());
        assertThrows(
                IOException.class, () -> router("wlan0\t00000000\tnonsense\t0003\n").address());
    }

    @Test
    void theOwnComputerAnswers() throws IOException {
        Optional<Duration> took = router("lo\t00000000\t0100007F\t0003\n").roundTrip();
        assertTrue(took.isPresent() && !took.get().isNegative());
    }
}
