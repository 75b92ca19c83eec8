// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.core.NodeId;
import haulout.core.WireFormatException;
import java.util.Map;

/// How the ledger's golden vectors write numbers, rates and outcomes.
public final class LedgerJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LedgerJson() {}

    /// A computation that may be refused.
    @FunctionalInterface
    public interface Step {
        /// Its result in the form of the vectors.
        JsonNode run() throws AbortException;
    }

    /// An unsigned number in decimal text.
    public static long u64(JsonNode text) {
        return Long.parseUnsignedLong(text.textValue());
    }

    /// An unsigned number as text.
    public static String text(long value) {
        return Long.toUnsignedString(value);
    }

    /// A node by its identity.
    public static NodeId node(JsonNode text) {
        try {
            return NodeId.parse(text.textValue());
        } catch (WireFormatException e) {
            throw new IllegalStateException("node of a vector " + text, e);
        }
    }

    /// An empty object.
    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /// An amount as the vectors write it.
    public static JsonNode amount(long value) {
        return JsonNodeFactory.instance.textNode(text(value));
    }

    /// `flat`, or both sides of the rate.
    public static JsonNode rate(ExchangeRate rate) {
        if (rate.isFlat()) {
            return JsonNodeFactory.instance.textNode("flat");
        }
        return object().put("wal", text(rate.wal())).put("shares", text(rate.shares()));
    }

    /// Amounts by epoch.
    public static ObjectNode amounts(Map<Long, Long> amounts) {
        ObjectNode json = object();
        amounts.forEach((epoch, value) -> json.put(epoch.toString(), text(value)));
        return json;
    }

    /// Rates by epoch.
    public static ObjectNode rates(Map<Long, ExchangeRate> rates) {
        ObjectNode json = object();
        rates.forEach((epoch, value) -> json.set(epoch.toString(), rate(value)));
        return json;
    }

    /// Compares, whatever Java types the numbers have.
    public static void assertSame(JsonNode expected, JsonNode actual, String what) {
        try {
            assertEquals(expected, JSON.readTree(actual.toString()), what);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("own JSON", e);
        }
    }

    /// Runs a step and compares with `{"ok": …}` or `{"error": …}`.
    public static void assertOutcome(JsonNode expected, String what, Step step) {
        assertSame(expected, outcome(step), what);
    }

    /// What a step comes to, in the form of the vectors.
    public static ObjectNode outcome(Step step) {
        ObjectNode json = object();
        try {
            json.set("ok", step.run());
        } catch (AbortException e) {
            json.put("error", e.fault().toString());
        }
        return json;
    }
}
