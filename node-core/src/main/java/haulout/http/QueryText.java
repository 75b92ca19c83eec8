// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The parameters of a query, in the order in which they were sent.
final class QueryText {
    private final Map<String, List<String>> values;

    private QueryText(Map<String, List<String>> values) {
        this.values = values;
    }

    /// Reads a query. Everything is a query; its length is bounded by that of the request line.
    static QueryText parse(String raw) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        int from = 0;
        while (from < raw.length()) {
            int end = raw.indexOf('&', from);
            end = end < 0 ? raw.length() : end;
            if (end > from) {
                int equals = raw.indexOf('=', from);
                int nameEnd = equals < 0 || equals > end ? end : equals;
                String name = PercentText.ofQuery(raw.substring(from, nameEnd));
                String value = PercentText.ofQuery(raw.substring(Math.min(nameEnd + 1, end), end));
                values.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
            }
            from = end + 1;
        }
        return new QueryText(values);
    }

    /// All values of a parameter.
    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /// The value of a parameter that may be there once.
    Optional<String> one(String name) throws BadRequestException {
        List<String> all = all(name);
        if (all.size() > 1) {
            throw malformed("duplicate field `" + name + "`");
        }
        return all.stream().findFirst();
    }

    /// A parameter that is `true` or `false`, and false if it is not there.
    boolean flag(String name) throws BadRequestException {
        return switch (one(name).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw malformed("`" + name + "` is neither `true` nor `false`");
        };
    }

    /// Refuses parameters of other names.
    void allowOnly(Set<String> names) throws BadRequestException {
        if (!names.containsAll(values.keySet())) {
            throw malformed("unknown field, expected one of " + names);
        }
    }

    static BadRequestException malformed(String what) {
        return new BadRequestException("Failed to deserialize query string: " + what);
    }
}
