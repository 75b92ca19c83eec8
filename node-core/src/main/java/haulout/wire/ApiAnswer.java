// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.core.WireFormatException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// The JSON envelope of the answers of storage nodes.
///
/// ```
/// {"success": {"code": 200, "data": …}}
/// {"error": {"status": "…", "code": 400, "message": "…", "details": [
///     {"@type": "ErrorInfo", "reason": "…", "domain": "…", "metadata": {…}}]}}
/// ```
///
/// An internal error says nothing about its cause; a second entry of the details has the number by
/// which the node's log knows it. Source: walrus-service `common/api.rs`.
public sealed interface ApiAnswer {
    /// Most error metadata entries that are read.
    int MAX_METADATA_ENTRIES = 64;

    /// HTTP status, repeated in the envelope.
    int code();

    /// The envelope.
    ObjectNode toJson();

    /// The answer to a request that was met.
    ///
    /// @param code HTTP status
    /// @param value the answer; ownership passes
    record Success(int code, JsonNode value) implements ApiAnswer {
        @Override
        public ObjectNode toJson() {
            ObjectNode envelope = WireJson.object();
            envelope.putObject("success").put("code", code).set("data", value);
            return envelope;
        }
    }

    /// The answer to a request that was not met.
    ///
    /// @param status status word as it was sent; new ones may come
    /// @param code HTTP status
    /// @param message for people; nothing may be decided by it
    /// @param reason what to decide by, empty if the answer gives none
    /// @param domain where the reason is defined, empty if the answer gives none
    /// @param metadata facts about the reason
    /// @param traceId what the node's log knows an internal error by, empty if the answer has none
    record Failure(
            String status,
            int code,
            String message,
            String reason,
            String domain,
            Map<String, String> metadata,
            String traceId)
            implements ApiAnswer {
        private static final String TRACE_PREFIX = "TraceID: ";

        public Failure {
            metadata = Map.copyOf(metadata);
        }

        /// A node's answer.
        public static Failure of(ApiError error, String message) {
            return of(error, message, Map.of());
        }

        /// A node's answer with facts, such as the epochs of both sides.
        public static Failure of(ApiError error, String message, Map<String, String> metadata) {
            ApiStatus status = error.status();
            return new Failure(
                    status.name(),
                    status.httpStatus(),
                    message,
                    error.reason(),
                    error.domain(),
                    metadata,
                    "");
        }

        /// A node's answer when it failed, without a word about how.
        ///
        /// @param traceId what the node's log knows the failure by
        public static Failure internal(String traceId) {
            Failure bare = of(ApiError.INTERNAL, "an internal error has occurred");
            return new Failure(
                    bare.status,
                    bare.code,
                    bare.message,
                    bare.reason,
                    bare.domain,
                    bare.metadata,
                    traceId);
        }

        /// Whether this is that error, whatever the message says.
        public boolean is(ApiError error) {
            return code == error.status().httpStatus()
                    && reason.equals(error.reason())
                    && domain.equals(error.domain());
        }

        @Override
        public ObjectNode toJson() {
            ObjectNode envelope = WireJson.object();
            ObjectNode error = envelope.putObject("error");
            error.put("status", status).put("code", code).put("message", message);
            ArrayNode details = error.putArray("details");
            // because clients look at the first entry only
            ObjectNode first = details.addObject();
            first.put("@type", "ErrorInfo").put("reason", reason).put("domain", domain);
            ObjectNode facts = first.putObject("metadata");
            // sorted, so that one error is always the same bytes
            new TreeMap<>(metadata).forEach(facts::put);
            if (!traceId.isEmpty()) {
                ObjectNode debug = details.addObject();
                debug.put("@type", "DebugInfo").putArray("stackEntries");
                debug.put("detail", TRACE_PREFIX + traceId);
            }
            return envelope;
        }
    }

    /// The envelope as UTF-8.
    default byte[] toBytes() {
        return WireJson.write(toJson());
    }

    /// Reads an envelope. Unknown fields are ignored; an error without an ErrorInfo has empty
    /// reason and domain.
    ///
    /// @param maxBytes the caller's limit
    /// @throws WireFormatException if the bytes are no JSON, or neither success nor error
    static ApiAnswer decode(byte[] utf8, int maxBytes) throws WireFormatException {
        JsonNode envelope = WireJson.parse("answer", utf8, maxBytes);
        if (envelope.has("success")) {
            JsonNode success = WireJson.object(envelope, "success");
            return new Success(
                    (int) WireJson.number(success, "code", 999), WireJson.field(success, "data"));
        }
        JsonNode error = WireJson.object(envelope, "error");
        JsonNode errorInfo = error.path("details").path(0);
        String debug = error.path("details").path(1).path("detail").asText("");
        return new Failure(
                WireJson.text(error, "status"),
                (int) WireJson.number(error, "code", 999),
                error.path("message").asText(""),
                errorInfo.path("reason").asText(""),
                errorInfo.path("domain").asText(""),
                metadata(errorInfo.path("metadata")),
                debug.startsWith(Failure.TRACE_PREFIX)
                        ? debug.substring(Failure.TRACE_PREFIX.length())
                        : "");
    }

    private static Map<String, String> metadata(JsonNode json) throws WireFormatException {
        if (json.size() > MAX_METADATA_ENTRIES) {
            throw new WireFormatException(
                    "error metadata", 0, "at most " + MAX_METADATA_ENTRIES, json.size() + "");
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        json.properties().forEach(entry -> metadata.put(entry.getKey(), textOf(entry.getValue())));
        return metadata;
    }

    private static String textOf(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }
}
