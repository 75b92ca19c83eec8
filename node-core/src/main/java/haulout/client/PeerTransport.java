// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import haulout.crypto.NetworkPublicKey;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/// The connections to other nodes, kept alive and shared by all clients of a process.
///
/// Over TLS each address has one key for as long as connections to it may be alive. If another key
/// is wanted at the same address, because a node changed its key or two nodes claim one address, it
/// gets connections of its own: neither a kept connection nor a resumed session can pass for
/// somebody else's.
///
/// HTTP/2 is used where the peer agrees to it in the handshake. Redirects, proxies, cookies and
/// credentials are not. Thread-safe.
public final class PeerTransport implements AutoCloseable {
    /// Sets of connections that are kept: one, and one more for each time that a key changed.
    private static final int MAX_GENERATIONS = 4;

    /// Nodes whose clocks are remembered: more than a committee has.
    private static final int MAX_DATES = 1024;

    private static final String[] TLS_VERSIONS = {"TLSv1.3", "TLSv1.2"};

    private final Executor executor;
    private final Duration connectTimeout;
    private final Deque<Generation> generations = new ArrayDeque<>();
    private final HttpClient plain;
    private boolean closed;

    /// What the clocks of nodes said last, the one asked longest ago first.
    private final Map<PeerAddress, String> dates =
            Collections.synchronizedMap(
                    new LinkedHashMap<>() {
                        private static final long serialVersionUID = 1;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<PeerAddress, String> eldest) {
                            return size() > MAX_DATES;
                        }
                    });

    private record Generation(PinnedTrust trust, HttpClient http) {}

    /// @param executor runs the steps of exchanges; they may wait for a bandwidth budget, so it
    ///   should make virtual threads. Remains the caller's.
    /// @param connectTimeout until a connection stands
    public PeerTransport(Executor executor, Duration connectTimeout) {
        this.executor = executor;
        this.connectTimeout = connectTimeout;
        // HTTP/2 without TLS would begin with an upgrade that nodes do not offer
        this.plain = builder().version(HttpClient.Version.HTTP_1_1).build();
    }

    /// How long a connection may take to stand.
    Duration connectTimeout() {
        return connectTimeout;
    }

    /// A node has answered with the header that says what time it has.
    void said(PeerAddress address, String date) {
        dates.put(address, date);
    }

    /// What time a node had when it answered last, to the second below.
    ///
    /// @return empty if it never said, or not in the form of HTTP
    Optional<Instant> timeAt(PeerAddress address) {
        String date = dates.get(address);
        if (date == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// What connects without TLS.
    HttpClient plain() {
        return plain;
    }

    /// What connects to that address and trusts that key only.
    synchronized HttpClient pinned(PeerAddress address, NetworkPublicKey key) {
        if (closed) {
            throw new IllegalStateException("the connections are closed");
        }
        for (Generation generation : generations) {
            if (generation.trust().pin(address, key)) {
                return generation.http();
            }
        }
        if (generations.size() == MAX_GENERATIONS) {
            // the oldest; requests under way come to their end
            generations.removeFirst().http().shutdown();
        }
        PinnedTrust trust = new PinnedTrust();
        trust.pin(address, key);
        Generation fresh = new Generation(trust, tlsClient(trust));
        generations.addLast(fresh);
        return fresh.http();
    }

    private HttpClient tlsClient(PinnedTrust trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, new SecureRandom());
            SSLParameters parameters = new SSLParameters();
            parameters.setProtocols(TLS_VERSIONS);
            return builder()
                    .version(HttpClient.Version.HTTP_2)
                    .sslContext(context)
                    .sslParameters(parameters)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK speaks TLS", e);
        }
    }

    private HttpClient.Builder builder() {
        return HttpClient.newBuilder()
                .executor(executor)
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY);
    }

    /// Cuts all connections.
    @Override
    public synchronized void close() {
        closed = true;
        plain.shutdownNow();
        for (Generation generation : generations) {
            generation.http().shutdownNow();
        }
        generations.clear();
    }
}
