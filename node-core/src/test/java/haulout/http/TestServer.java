// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.crypto.NetworkSecretKey;
import haulout.http.server.HttpServer;
import haulout.http.server.HttpService;
import haulout.http.server.ServerLimits;
import haulout.http.server.TlsKeys;
import haulout.http.tls.NodeCertificate;
import haulout.metrics.MetricsRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// A server on loopback with all that it needs. When it is closed, nothing may be left of what it
/// counted out.
final class TestServer implements AutoCloseable {
    static final NetworkSecretKey KEY = NetworkSecretKey.generate();
    private static final X509Certificate CERTIFICATE =
            NodeCertificate.selfSigned(KEY, "127.0.0.1", new Random(1));
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    final MetricsRegistry metrics = new MetricsRegistry();
    final HttpServer server;
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("request-", 0).factory());
    private final boolean tls;
    private Duration deadline = Duration.ofSeconds(30);

    private TestServer(HttpService service, ServerLimits limits, boolean tls) throws IOException {
        this.tls = tls;
        this.server =
                HttpServer.open(
                        new HttpServer.Setup(
                                "test",
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                tls
                                        ? Optional.of(
                                                new TlsKeys(KEY.toJcaKey(), List.of(CERTIFICATE)))
                                        : Optional.empty(),
                                limits,
                                threads,
                                metrics,
                                InstantSource.system()),
                        service);
    }

    static TestServer tls(HttpService service, ServerLimits limits) throws IOException {
        return new TestServer(service, limits, true);
    }

    static TestServer plain(HttpService service, ServerLimits limits) throws IOException {
        return new TestServer(service, limits, false);
    }

    static StorageApi api(FakeNode node) {
        return new StorageApi(node, new Random(2));
    }

    TestServer stoppingWithin(Duration time) {
        deadline = time;
        return this;
    }

    int port() {
        return server.address().getPort();
    }

    URI uri(String pathAndQuery) {
        return URI.create((tls ? "https" : "http") + "://127.0.0.1:" + port() + pathAndQuery);
    }

    HttpClient client(HttpClient.Version version) {
        return HttpClient.newBuilder().version(version).sslContext(trustingAll()).build();
    }

    /// A bare connection; with TLS, without ALPN.
    Socket socket() throws IOException {
        if (!tls) {
            return new Socket(InetAddress.getLoopbackAddress(), port());
        }
        SSLSocket socket =
                (SSLSocket)
                        trustingAll()
                                .getSocketFactory()
                                .createSocket(InetAddress.getLoopbackAddress(), port());
        socket.startHandshake();
        return socket;
    }

    long counted(String name, String label, String value) {
        return metrics.value(name, Map.of("server", "test", label, value));
    }

    /// A gauge of the server.
    double gauge(String name) {
        String start = name + "{server=\"test\"} ";
        return metrics.toOpenMetrics()
                .lines()
                .filter(line -> line.startsWith(start))
                .mapToDouble(line -> Double.parseDouble(line.substring(start.length())))
                .findFirst()
                .orElseThrow();
    }

    /// Waits for a condition.
    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "waited for: " + what);
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    static SSLContext trustingAll() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustAll()}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.close(deadline);
        threads.close();
        await("no request open", () -> gauge("haulout_http_open_requests") == 0);
        for (String name : List.of("running_requests", "body_bytes", "answer_bytes", "waiting")) {
            assertEquals(0, gauge("haulout_http_" + name), name);
        }
        assertEquals(0, gauge("haulout_http_connections"));
    }

    private static final class TrustAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
