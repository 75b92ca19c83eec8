// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.gateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The parameters of a query, each at most once and of names that the route knows.
final class Parameters {
    private final Map<String, String> values;

    private Parameters(Map<String, String> values) {
        this.values = values;
    }

    /// Reads a query; its length is bounded by that of the request line.
    static Parameters parse(String raw, Set<String> allowed) throws RefusalException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : raw.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (!allowed.contains(name)) {
                throw malformed("unknown parameter, expected one of " + new TreeSet<>(allowed));
            }
            if (values.put(name, decode(equals < 0 ? "" : pair.substring(equals + 1))) != null) {
                throw malformed("parameter `" + name + "` twice");
            }
        }
        return new Parameters(values);
    }

    private static String decode(String text) throws RefusalException {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw malformed("a percent sign without two hex digits");
        }
    }

    static RefusalException malformed(String what) {
        return new RefusalException(
                GatewayError.MALFORMED_REQUEST, "failed to read the query: " + what);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    boolean flag(String name) throws RefusalException {
        return switch (values.getOrDefault(name, "false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw malformed("`" + name + "` is neither `true` nor `false`");
        };
    }

    Optional<Long> number(String name, long max) throws RefusalException {
        String text = values.get(name);
        if (text == null) {
            return Optional.empty();
        }
        if (text.matches("[0-9]{1,18}") && Long.parseLong(text) <= max) {
            return Optional.of(Long.parseLong(text));
        }
        throw malformed("`" + name + "` is no number from 0 to " + max);
    }
}
