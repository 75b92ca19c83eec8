// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.http.server.ServerLimits;
import haulout.metrics.Histogram;
import haulout.metrics.MetricsRegistry;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Counters and their text.
@ExtendWith(LeakWatch.class)
class MetricsTest {
    private final MetricsRegistry registry = new MetricsRegistry();

    @Test
    void theTextIsThatOfTheFormat() {
        registry.counter("b_requests", "How \"many\"\nthere were", Map.of("z", "1", "a", "x\"\\y"))
                .add(3);
        registry.counter("b_requests", "again", Map.of("z", "1", "a", "x\"\\y")).increment();
        registry.gauge("a_free_bytes", "Free", Map.of(), () -> 1.5);
        assertEquals(
                """
                # TYPE a_free_bytes gauge
                # HELP a_free_bytes Free
                a_free_bytes 1.5
                # TYPE b_requests counter
                # HELP b_requests How \\"many\\"\\nthere were
                b_requests_total{a="x\\"\\\\y",z="1"} 4
                # EOF
                """,
                registry.toOpenMetrics());
    }

    @Test
    void aHistogramCountsUpwards() {
        Histogram histogram = registry.histogram("t_seconds", "Time", Map.of("r", "x"));
        histogram.record(400_000);
        histogram.record(500_000);
        histogram.record(500_001);
        histogram.record(400_000_000_000L);
        List<String> lines = registry.toOpenMetrics().lines().toList();
        assertTrue(lines.contains("t_seconds_bucket{r=\"x\",le=\"0.0005\"} 2"));
        assertTrue(lines.contains("t_seconds_bucket{r=\"x\",le=\"0.001\"} 3"));
        assertTrue(lines.contains("t_seconds_bucket{r=\"x\",le=\"300.0\"} 3"));
        assertTrue(lines.contains("t_seconds_bucket{r=\"x\",le=\"+Inf\"} 4"));
        assertTrue(lines.contains("t_seconds_count{r=\"x\"} 4"));
        assertEquals(4, histogram.count());
    }

    @Test
    void mistakesAreFoundWhenCountersAreMade() {
        registry.counter("a", "x", Map.of());
        assertThrows(IllegalArgumentException.class, () -> registry.histogram("a", "x", Map.of()));
        assertThrows(IllegalArgumentException.class, () -> registry.counter("1a", "x", Map.of()));
        assertThrows(IllegalArgumentException.class, () -> registry.counter("", "x", Map.of()));
        for (int i = 1; i < MetricsRegistry.MAX_SERIES; i++) {
            registry.counter("a", "x", Map.of("i", i + ""));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> registry.counter("a", "x", Map.of("i", "one more")));
    }

    @Test
    void requestsAreCountedByRouteAndStatusAndShownOnAPortOfTheirOwn() throws Exception {
        try (TestServer node =
                        TestServer.plain(TestServer.api(new FakeNode(10)), ServerLimits.forHome());
                TestServer metrics =
                        TestServer.plain(new MetricsApi(node.metrics), ServerLimits.forHome());
                HttpClient client = node.client(HttpClient.Version.HTTP_1_1)) {
            for (int i = 0; i < 3; i++) {
                get(client, node, "/v1/health");
            }
            get(client, node, "/nowhere/" + FakeNode.blob(1));
            HttpResponse<String> answer = get(client, metrics, "/metrics");
            assertEquals(
                    "application/openmetrics-text; version=1.0.0; charset=utf-8",
                    answer.headers().firstValue("content-type").get());
            List<String> lines = answer.body().lines().toList();
            assertEquals("# EOF", lines.getLast());
            assertTrue(answer.body().endsWith("# EOF\n"));
            assertTrue(
                    lines.contains(
                            "haulout_http_requests_total{route=\"health\",server=\"test\",status=\"200\"} 3"));
            assertTrue(
                    lines.contains(
                            "haulout_http_requests_total{route=\"unknown\",server=\"test\",status=\"404\"} 1"));
            Pattern sample = Pattern.compile("[a-z_]+(\\{[^}]*})? -?[0-9.E+-]+");
            lines.forEach(line ->
                    assertTrue(line.startsWith("# ") || sample.matcher(line).matches(), line));
            assertEquals(404, get(client, metrics, "/").statusCode());
        }
    }

    private static HttpResponse<String> get(HttpClient client, TestServer server, String path)
            throws Exception {
        return client.send(
                HttpRequest.newBuilder(server.uri(path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
