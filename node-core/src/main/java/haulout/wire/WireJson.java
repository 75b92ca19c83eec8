// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.core.WireFormatException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Reads and writes JSON of the network, within limits.
///
/// A document is UTF-8, one value with nothing behind it, and no field occurs twice in an object.
/// Threads: stateless.
public final class WireJson {
    /// Deepest nesting that is read. The network's own answers have 6.
    public static final int MAX_DEPTH = 32;

    /// Longest text and longest name of a field, in characters, and most digits of a number.
    private static final int MAX_TEXT_CHARS = 1 << 20;

    private static final int MAX_NAME_CHARS = 1 << 10;
    private static final int MAX_NUMBER_CHARS = 100;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .maxStringLength(MAX_TEXT_CHARS)
                                                    .maxNameLength(MAX_NAME_CHARS)
                                                    .maxNumberLength(MAX_NUMBER_CHARS)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private WireJson() {}

    /// Reads a document.
    ///
    /// @param what for the message of the exception
    /// @param maxBytes the caller's limit; a longer document is refused unread
    /// @throws WireFormatException if the bytes are not one JSON value within the limits, or it has
    ///   numbers or text that could not be passed on
    public static JsonNode parse(String what, byte[] utf8, int maxBytes)
            throws WireFormatException {
        if (utf8.length > maxBytes) {
            throw new WireFormatException(
                    what, 0, "at most " + maxBytes + " bytes", utf8.length + " bytes");
        }
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
            JsonNode value = MAPPER.readTree(text);
            if (value == null || value.isMissingNode()) {
                throw new WireFormatException(what, 0, "a JSON value", "nothing");
            }
            checkWritable(what, value);
            return value;
        } catch (CharacterCodingException e) {
            throw new WireFormatException(what, 0, "UTF-8", "other bytes", e);
        } catch (JsonProcessingException e) {
            long at = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getCharOffset());
            throw new WireFormatException(what, at, "JSON", "other text", e);
        }
    }

    /// Refuses what could not be written again as it was read: numbers beyond the range of doubles,
    /// which are read as infinite, and halves of surrogate pairs, which have no UTF-8.
    private static void checkWritable(String what, JsonNode value) throws WireFormatException {
        if (value.isFloatingPointNumber() && !Double.isFinite(value.doubleValue())) {
            throw new WireFormatException(what, 0, "numbers up to 1.8e308", "a larger one");
        }
        if (value.isTextual()) {
            checkText(what, value.textValue());
        }
        for (var field : value.properties()) {
            checkText(what, field.getKey());
        }
        // because the depth is limited, so is the recursion
        for (JsonNode element : value) {
            checkWritable(what, element);
        }
    }

    private static void checkText(String what, String text) throws WireFormatException {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            int next = at + 1;
            if (next == text.length() || !Character.isSurrogatePair(c, text.charAt(next))) {
                throw new WireFormatException(
                        what, 0, "text that has UTF-8", "half of a surrogate pair");
            }
            at = next;
        }
    }

    /// A document as UTF-8 without white space.
    public static byte[] write(JsonNode value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON values can be written", e);
        }
    }

    /// A new, empty object.
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// A new, empty list.
    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /// A field of an object.
    ///
    /// @throws WireFormatException if `json` is no object or has no such field
    public static JsonNode field(JsonNode json, String name) throws WireFormatException {
        JsonNode value = json.get(name);
        if (value == null || !json.isObject()) {
            throw new WireFormatException("field " + name, 0, "it to be there", "none");
        }
        return value;
    }

    /// A field of an object that is an object.
    public static JsonNode object(JsonNode json, String name) throws WireFormatException {
        JsonNode value = field(json, name);
        if (!value.isObject()) {
            throw kind(name, "an object", value);
        }
        return value;
    }

    /// A field of an object that is a text.
    public static String text(JsonNode json, String name) throws WireFormatException {
        JsonNode value = field(json, name);
        if (!value.isTextual()) {
            throw kind(name, "a text", value);
        }
        return value.textValue();
    }

    /// A field of an object that is a whole number from 0 to `max`.
    public static long number(JsonNode json, String name, long max) throws WireFormatException {
        return number(name, field(json, name), max);
    }

    /// A field of an object that is a list of whole numbers from 0 to `maxValue`.
    ///
    /// @param maxCount longest list that is taken
    public static int[] numbers(JsonNode json, String name, int maxValue, int maxCount)
            throws WireFormatException {
        JsonNode list = field(json, name);
        if (!list.isArray()) {
            throw kind(name, "a list", list);
        }
        if (list.size() > maxCount) {
            throw new WireFormatException(
                    "field " + name, 0, "at most " + maxCount + " numbers", list.size() + "");
        }
        int[] values = new int[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) number(name, list.get(i), maxValue);
        }
        return values;
    }

    /// A field of an object that is a list of bytes, each a number from 0 to 255.
    ///
    /// @param maxCount longest list that is taken
    public static byte[] bytes(JsonNode json, String name, int maxCount)
            throws WireFormatException {
        int[] numbers = numbers(json, name, 0xFF, maxCount);
        byte[] bytes = new byte[numbers.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) numbers[i];
        }
        return bytes;
    }

    private static long number(String name, JsonNode value, long max) throws WireFormatException {
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw kind(name, "a whole number up to " + max, value);
        }
        long number = value.longValue();
        if (number < 0 || number > max) {
            throw new WireFormatException("field " + name, 0, "0 to " + max, "" + number);
        }
        return number;
    }

    private static WireFormatException kind(String name, String expected, JsonNode actual) {
        return new WireFormatException(
                "field " + name, 0, expected, "a JSON " + actual.getNodeType());
    }
}
