// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import haulout.http.server.HttpServer;
import haulout.http.server.ServerLimits;
import haulout.metrics.MetricsRegistry;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class TakenPortTest {
    /// Whoever would take another port then, or has words for it, knows it by its type.
    @Test
    void aPortThatAnotherProgramHasIsSaidInOneWay() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            HttpServer.Setup setup =
                    new HttpServer.Setup(
                            "test",
                            new InetSocketAddress("127.0.0.1", other.getLocalPort()),
                            Optional.empty(),
                            ServerLimits.forHome(),
                            threads,
                            new MetricsRegistry(),
                            InstantSource.system());
            BindException refusal =
                    assertThrows(
                            BindException.class,
                            () -> HttpServer.open(setup, TestServer.api(new FakeNode(10))).close());
            assertEquals(
                    "cannot listen on 127.0.0.1:"
                            + other.getLocalPort()
                            + ": Address already in use",
                    refusal.getMessage());
        }
    }
}
