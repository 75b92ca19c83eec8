// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import haulout.metrics.Counter;
import haulout.metrics.Histogram;
import haulout.metrics.MetricsRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// What a server counts.
///
/// Threads: any.
final class ServerMetrics {
    private static final String REQUESTS = "haulout_http_requests";
    private static final String REFUSED = "haulout_http_refused";
    private static final String BYTES = "haulout_http_bytes";
    private static final String CONNECTIONS = "haulout_http_connections_opened";

    private final MetricsRegistry registry;
    private final String server;
    private final Map<Series, Counter> requests = new ConcurrentHashMap<>();
    private final Map<String, Histogram> durations = new ConcurrentHashMap<>();

    final Counter bytesIn;
    final Counter bytesOut;
    final Counter connections;
    final Counter evicted;
    final Counter refusedConnections;
    final Counter overloaded;
    final Counter timeouts;
    final Counter aborted;
    final Counter failed;

    private record Series(String route, int status) {}

    /// @param server which of the node's servers
    ServerMetrics(MetricsRegistry registry, String server) {
        this.registry = registry;
        this.server = server;
        bytesIn = counter(BYTES, "Bytes moved, with TLS if there is some", "direction", "in");
        bytesOut = counter(BYTES, "Bytes moved, with TLS if there is some", "direction", "out");
        connections = registry.counter(CONNECTIONS, "Connections taken", Map.of("server", server));
        evicted = refused("evicted_connection");
        refusedConnections = refused("connection");
        overloaded = refused("overloaded");
        timeouts = refused("timeout");
        aborted = counter("haulout_http_aborted", "Requests that callers gave up", "by", "peer");
        failed = counter("haulout_http_aborted", "Requests that callers gave up", "by", "node");
    }

    private Counter refused(String why) {
        return counter(REFUSED, "What was refused to keep within limits", "why", why);
    }

    private Counter counter(String name, String explanation, String label, String value) {
        return registry.counter(name, explanation, Map.of("server", server, label, value));
    }

    /// Numbers that go up and down.
    void gauges(Exchanges exchanges, LongSupplier connections) {
        gauge("haulout_http_connections", "Connections open", connections);
        gauge("haulout_http_open_requests", "Requests begun", exchanges.open()::get);
        gauge("haulout_http_running_requests", "Handlers at work", exchanges.running()::used);
        gauge("haulout_http_body_bytes", "Bytes kept for bodies", exchanges.bodies()::used);
        gauge("haulout_http_answer_bytes", "Bytes kept for answers", exchanges.answers()::used);
        gauge(
                "haulout_http_waiting",
                "Requests that wait for room",
                () ->
                        exchanges.bodies().waitingCount()
                                + exchanges.running().waitingCount()
                                + exchanges.answers().waitingCount());
    }

    private void gauge(String name, String explanation, java.util.function.LongSupplier value) {
        registry.gauge(name, explanation, Map.of("server", server), value::getAsLong);
    }

    /// Counts an answer.
    void answered(String route, int status, long nanos) {
        requests.computeIfAbsent(
                        new Series(route, status),
                        key ->
                                registry.counter(
                                        REQUESTS,
                                        "Requests answered",
                                        Map.of(
                                                "server",
                                                server,
                                                "route",
                                                route,
                                                "status",
                                                Integer.toString(status))))
                .increment();
        durations
                .computeIfAbsent(
                        route,
                        key ->
                                registry.histogram(
                                        "haulout_http_request_seconds",
                                        "From the head of a request to the last byte of its answer",
                                        Map.of("server", server, "route", route)))
                .record(nanos);
    }
}
