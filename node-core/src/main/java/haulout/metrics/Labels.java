// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.metrics;

import java.util.Map;
import java.util.TreeMap;

/// What tells the series of one family apart, such as the route of a request.
///
/// Threads: immutable.
///
/// @param text as it stands between the braces of a sample
record Labels(String text) {
    static final Labels NONE = new Labels("");

    /// Labels by name, in the order of their names.
    static Labels of(Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(values)
                .forEach((name, value) -> {
                    checkName(name);
                    text.append(text.isEmpty() ? "" : ",").append(name).append("=\"");
                    escape(value, text);
                    text.append('"');
                });
        return new Labels(text.toString());
    }

    /// These and one more, behind them.
    String and(String name, String value) {
        return (text.isEmpty() ? "" : text + ",") + name + "=\"" + value + '"';
    }

    /// Names are letters, digits and underscores, and do not begin with a digit.
    static void checkName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                throw new IllegalArgumentException("name of a metric or label: " + name);
            }
        }
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a metric or label without a name");
        }
    }

    static void escape(String value, StringBuilder text) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '"' -> text.append("\\\"");
                case '\n' -> text.append("\\n");
                default -> text.append(c);
            }
        }
    }
}
