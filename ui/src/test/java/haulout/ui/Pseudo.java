// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui;

/// A language of long words with marks on every vowel, to see what is cut.
public final class Pseudo {
    private Pseudo() {}

    /// Lengthens a pattern by two fifths and marks it, leaving its places as they are.
    public static String of(String pattern) {
        StringBuilder text = new StringBuilder();
        boolean place = false;
        for (char c : pattern.toCharArray()) {
            place = c == '{' || place && c != '}';
            text.append(place ? c : marked(c));
        }
        int more = (int) Math.ceil(pattern.length() * 0.4);
        for (int i = 0; i < more; i++) {
            text.append(i % 8 == 0 ? ' ' : 'ø');
        }
        return text.toString();
    }

    private static char marked(char c) {
        int at = "aeiouAEIOU".indexOf(c);
        return at < 0 ? c : "àéîõüÀÉÎÕÜ".charAt(at);
    }
}
