// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import haulout.core.WireFormatException;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// The fields of a JSON object that somebody sent.
final class RequestFields {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode root;

    private RequestFields(JsonNode root) {
        this.root = root;
    }

    /// Reads a body.
    static RequestFields parse(byte[] body) throws IOException {
        try {
            JsonNode root = JSON.readTree(body);
            if (root != null && root.isObject()) {
                return new RequestFields(root);
            }
        } catch (JsonProcessingException e) {
            throw new RequestRefusal(400, "the body is no JSON: " + e.getOriginalMessage());
        }
        throw new RequestRefusal(400, "the body is no JSON object");
    }

    /// How the text of a field is understood.
    @FunctionalInterface
    interface Reader<T> {
        /// Throws for a text that is no such thing.
        T read(String text) throws WireFormatException;
    }

    boolean has(String name) {
        return root.hasNonNull(name);
    }

    JsonNode list(String name) throws RequestRefusal {
        JsonNode value = root.path(name);
        if (!value.isArray()) {
            throw wrong(name, "a list");
        }
        return value;
    }

    <T> T text(String name, Reader<T> reader) throws RequestRefusal {
        JsonNode value = root.path(name);
        if (!value.isTextual()) {
            throw wrong(name, "a text");
        }
        try {
            return reader.read(value.textValue());
        } catch (WireFormatException | IllegalArgumentException e) {
            throw new RequestRefusal(400, "`" + name + "`: " + e.getMessage());
        }
    }

    byte[] hex(String name) throws RequestRefusal {
        return text(
                name,
                text -> HexFormat.of().parseHex(text.startsWith("0x") ? text.substring(2) : text));
    }

    byte[] base64(String name) throws RequestRefusal {
        return text(name, text -> Base64.getDecoder().decode(text));
    }

    /// A number from 0 to a limit, written as a number or, since some languages have no whole
    /// numbers of 64 bits, as a text.
    long number(String name, long max) throws RequestRefusal {
        JsonNode value = root.path(name);
        long number = -1;
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            number = value.longValue();
        } else if (value.isTextual() && value.textValue().matches("[0-9]{1,18}")) {
            number = Long.parseLong(value.textValue());
        }
        if (number < 0 || number > max) {
            throw wrong(name, "a number from 0 to " + max);
        }
        return number;
    }

    boolean flag(String name) throws RequestRefusal {
        JsonNode value = root.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw wrong(name, "true or false");
        }
        return value.booleanValue();
    }

    /// Texts by name; none if there is no such field.
    Map<String, String> texts(String name) throws RequestRefusal {
        Map<String, String> texts = new TreeMap<>();
        JsonNode value = root.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return texts;
        }
        if (!value.isObject()) {
            throw wrong(name, "an object");
        }
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            if (!entry.getValue().isTextual()) {
                throw wrong(name + "." + entry.getKey(), "a text");
            }
            texts.put(entry.getKey(), entry.getValue().textValue());
        }
        return texts;
    }

    private static RequestRefusal wrong(String name, String wanted) {
        return new RequestRefusal(400, "`" + name + "` must be " + wanted);
    }
}
