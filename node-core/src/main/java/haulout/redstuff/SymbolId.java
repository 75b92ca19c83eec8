// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.Axis;
import haulout.core.SliverIndex;
import java.text.ParseException;

/// Place of a symbol in the matrix. Text form: `17-21`, the primary index first.
///
/// @param primary its row: the primary sliver that it belongs to
/// @param secondary its column: the secondary sliver that it belongs to
public record SymbolId(SliverIndex primary, SliverIndex secondary) {
    private static final int MAX_DIGITS = 5;

    /// The symbol where sliver `index` of `axis` meets sliver `other` of the other axis.
    public static SymbolId of(Axis axis, SliverIndex index, SliverIndex other) {
        return axis == Axis.PRIMARY ? new SymbolId(index, other) : new SymbolId(other, index);
    }

    /// The sliver of `axis` that the symbol belongs to.
    public SliverIndex sliver(Axis axis) {
        return axis == Axis.PRIMARY ? primary : secondary;
    }

    /// Reads the text form: two decimal numbers up to 65535, without sign or leading zeros, joined by a dash.
    ///
    /// @throws ParseException if the text is anything else
    public static SymbolId parse(String text) throws ParseException {
        int dash = text.indexOf('-');
        if (dash < 0) {
            throw new ParseException("symbol ID of " + text.length() + " characters without a dash", text.length());
        }
        return new SymbolId(index(text, 0, dash), index(text, dash + 1, text.length()));
    }

    private static SliverIndex index(String text, int from, int to) throws ParseException {
        int digits = to - from;
        if (digits < 1 || digits > MAX_DIGITS || (digits > 1 && text.charAt(from) == '0')) {
            throw new ParseException(
                    "sliver index of " + digits + " characters, expected 1 to 5 digits without leading zeros", from);
        }
        int value = 0;
        for (int at = from; at < to; at++) {
            char digit = text.charAt(at);
            if (digit < '0' || digit > '9') {
                throw new ParseException("sliver index with a character that is no digit", at);
            }
            value = 10 * value + (digit - '0');
        }
        if (value > 0xFFFF) {
            throw new ParseException("sliver index " + value + ", allowed 0 to 65535", from);
        }
        return new SliverIndex(value);
    }

    @Override
    public String toString() {
        return primary.value() + "-" + secondary.value();
    }
}
