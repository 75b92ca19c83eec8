// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import java.util.regex.Pattern;

/// Takes out of a text what is nobody else's business: paths, long numbers, addresses of computers.
final class Discretion {
    private static final Pattern PATH = Pattern.compile("(?:[A-Za-z]:)?[/\\\\][^\\s\"',;:]+");
    private static final Pattern HEX = Pattern.compile("(?:0x)?[0-9a-fA-F]{16,}");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9_-]{40,}");
    private static final Pattern ADDRESS =
            Pattern.compile("\\b(?!127\\.)[0-9]{1,3}(?:\\.[0-9]{1,3}){3}\\b");

    private Discretion() {}

    static String without(String text) {
        String said = PATH.matcher(text).replaceAll("<path>");
        said = HEX.matcher(said).replaceAll("<number>");
        said = BASE64.matcher(said).replaceAll("<number>");
        return ADDRESS.matcher(said).replaceAll("<address>");
    }
}
