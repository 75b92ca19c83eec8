// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sizes as people write them in arguments.
public final class SizeText {
    private static final Pattern SIZE =
            Pattern.compile("(\\d{1,18})\\s?(B|KB|MB|GB|TB|KiB|MiB|GiB|TiB)?");

    private SizeText() {}

    /// Bytes of a size such as `150GB` or `32 MiB`.
    ///
    /// @param option for the sentence that says what was wrong
    /// @throws WrongUsage if it is no size, or does not fit in a `long`
    public static long parse(String option, String text) throws WrongUsage {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new WrongUsage(
                    option
                            + " must be a number with B, KB, MB, GB, TB, KiB, MiB, GiB or TiB, not "
                            + text);
        }
        long number = Long.parseLong(matcher.group(1));
        long unit =
                switch (String.valueOf(matcher.group(2))) {
                    case "KB" -> 1_000L;
                    case "MB" -> 1_000_000L;
                    case "GB" -> 1_000_000_000L;
                    case "TB" -> 1_000_000_000_000L;
                    case "KiB" -> 1L << 10;
                    case "MiB" -> 1L << 20;
                    case "GiB" -> 1L << 30;
                    case "TiB" -> 1L << 40;
                    default -> 1L;
                };
        if (number > Long.MAX_VALUE / unit) {
            throw new WrongUsage(option + " " + text + " is too large");
        }
        return number * unit;
    }
}
