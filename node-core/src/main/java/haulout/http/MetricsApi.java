// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http;

import haulout.http.server.Admission;
import haulout.http.server.Answer;
import haulout.http.server.HttpService;
import haulout.http.server.RequestHead;
import haulout.metrics.MetricsRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `GET /metrics`, for whoever collects a node's counters. Meant for a port of its own on this
/// computer.
///
/// Threads: any.
///
/// Source: OpenMetrics 1.0.
public final class MetricsApi implements HttpService {
    private static final String TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private static final Logger log = LoggerFactory.getLogger(MetricsApi.class);

    private final MetricsRegistry registry;

    /// @param registry what is shown
    public MetricsApi(MetricsRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Admission admit(RequestHead head) {
        if (!head.path().equals("/metrics")) {
            return new Admission.Reply("unknown", Answer.empty(404));
        }
        if (!head.method().equals("GET") && !head.method().equals("HEAD")) {
            return new Admission.Reply("unknown", Answer.empty(405).with("allow", "GET,HEAD"));
        }
        return new Admission.Run(
                "metrics",
                0,
                Answer.empty(413),
                body ->
                        Answer.bytes(
                                200,
                                TYPE,
                                registry.toOpenMetrics().getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Answer failed(RequestHead head, Throwable failure) {
        log.atError().setCause(failure).log("counters cannot be shown");
        return Answer.empty(500);
    }

    @Override
    public Answer overloaded() {
        return Answer.empty(503);
    }

    @Override
    public Map<String, String> commonHeaders() {
        return Map.of();
    }
}
