// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import haulout.crypto.NetworkPublicKey;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// An HTTP client that knows nothing of Haulout's own: Java's, and for HTTPS a trust in one key.
///
/// Threads: any.
final class PlainClient implements AutoCloseable {
    /// So long that only a node that hangs is found by it.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http;
    private final URI node;

    private PlainClient(HttpClient http, URI node) {
        this.http = http;
        this.node = node;
    }

    /// Over HTTP/1.1 without TLS.
    static PlainClient of(NodeProcess node) {
        return new PlainClient(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), node.url());
    }

    /// Over HTTPS; the certificate must have the node's network key.
    static PlainClient pinned(NodeProcess node, NetworkPublicKey key, HttpClient.Version version)
            throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(null, new TrustManager[] {new Pin(key)}, new SecureRandom());
        return new PlainClient(
                HttpClient.newBuilder().version(version).sslContext(context).build(), node.url());
    }

    /// What was answered.
    ///
    /// @param response status and headers, and the body
    record Reply(HttpResponse<byte[]> response) {
        int status() {
            return response.statusCode();
        }

        byte[] body() {
            return response.body();
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        String type() {
            return response.headers().firstValue("content-type").orElse("");
        }

        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(response.body());
        }

        /// What a success says.
        JsonNode data() throws IOException {
            return json().path("success").path("data");
        }

        /// By which word a refusal is told from others.
        String reason() throws IOException {
            return json().path("error").path("details").path(0).path("reason").asText();
        }
    }

    /// Waits until the node has taken over its shards.
    void awaitActive(int shards) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (true) {
            JsonNode health = get("/v1/health").data();
            if (health.path("nodeStatus").asText().equals("Active")
                    && health.path("shardSummary").path("ownedShardStatus").path("ready").asInt()
                            == shards) {
                return;
            }
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new AssertionError("not active: " + health);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    Reply get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    Reply put(String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        return send("PUT", path, BodyPublishers.ofByteArray(body), headers);
    }

    Reply send(String method, String path, HttpRequest.BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(node + path))
                        .timeout(PATIENCE)
                        .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return new Reply(http.send(request.build(), BodyHandlers.ofByteArray()));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /// Trusts certificates of one key, for whichever name; that the name of the host is in the
    /// certificate is still for Java to check.
    private static final class Pin extends X509ExtendedTrustManager {
        private final NetworkPublicKey key;

        Pin(NetworkPublicKey key) {
            this.key = key;
        }

        private void check(X509Certificate[] chain) throws CertificateException {
            byte[] wanted = key.toJcaKey().getEncoded();
            if (!Arrays.equals(chain[0].getPublicKey().getEncoded(), wanted)) {
                throw new CertificateException("another key");
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("no client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            throw new CertificateException("no client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            throw new CertificateException("no client");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
