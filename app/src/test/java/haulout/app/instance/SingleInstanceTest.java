// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SingleInstanceTest {
    @TempDir private Path home;

    @Test
    void theSecondIsNotTheFirstAndIsHeard() throws IOException, InterruptedException {
        LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (SingleInstance _ = SingleInstance.acquire(home, heard::add).orElseThrow()) {
            assertTrue(SingleInstance.acquire(home, _ -> {}).isEmpty());
            assertTrue(SingleInstance.call(home, SingleInstance.RAISE));
            assertEquals(SingleInstance.RAISE, heard.poll(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void afterTheEndTheNextIsTheFirst() throws IOException {
        SingleInstance.acquire(home, _ -> {}).orElseThrow().close();
        SingleInstance.acquire(home, _ -> {}).orElseThrow().close();
        assertFalse(Files.exists(home.resolve("control").resolve("app.sock")));
    }

    @Test
    void aSocketLeftBehindIsNoObstacle() throws IOException {
        Files.createDirectories(home.resolve("control"));
        Files.writeString(home.resolve("control").resolve("app.sock"), "left by a crash");
        try (SingleInstance _ = SingleInstance.acquire(home, _ -> {}).orElseThrow()) {
            assertTrue(SingleInstance.call(home, SingleInstance.PING));
        }
    }

    @Test
    void aFolderWithALongNameWorksToo() throws IOException {
        Path deep = home.resolve("a".repeat(120));
        try (SingleInstance _ = SingleInstance.acquire(deep, _ -> {}).orElseThrow()) {
            assertTrue(SingleInstance.call(deep, SingleInstance.PING));
        }
    }
}
