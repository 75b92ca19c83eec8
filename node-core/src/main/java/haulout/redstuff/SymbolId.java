// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.Axis;
import haulout.core.SliverIndex;
import haulout.core.WireFormatException;

/// Place of a symbol in the matrix. Text form: `17-21`, the primary index first.
///
/// @param primary its row: the primary sliver that it belongs to
/// @param secondary its column: the secondary sliver that it belongs to
public record SymbolId(SliverIndex primary, SliverIndex secondary) {
    private static final String WHAT = "sliver index";
    private static final int MAX_DIGITS = 5;

    /// The symbol where sliver `index` of `axis` meets sliver `other` of the other axis.
    public static SymbolId of(Axis axis, SliverIndex index, SliverIndex other) {
        return axis == Axis.PRIMARY ? new SymbolId(index, other) : new SymbolId(other, index);
    }

    /// The sliver of `axis` that the symbol belongs to.
    public SliverIndex sliver(Axis axis) {
        return axis == Axis.PRIMARY ? primary : secondary;
    }

    /// Reads the text form: two decimal numbers up to 65535, without sign or leading zeros, joined
    /// by a dash.
    ///
    /// @throws WireFormatException if the text is anything else
    public static SymbolId parse(String text) throws WireFormatException {
        int dash = text.indexOf('-');
        if (dash < 0) {
            throw new WireFormatException(
                    "symbol ID",
                    0,
                    "two indices joined by a dash",
                    text.length() + " characters without a dash");
        }
        return new SymbolId(index(text, 0, dash), index(text, dash + 1, text.length()));
    }

    private static SliverIndex index(String text, int from, int to) throws WireFormatException {
        int digits = to - from;
        if (digits < 1 || digits > MAX_DIGITS) {
            throw new WireFormatException(
                    WHAT, from, "1 to " + MAX_DIGITS + " digits", digits + " characters");
        }
        if (digits > 1 && text.charAt(from) == '0') {
            throw new WireFormatException(WHAT, from, "no leading zeros", "a leading zero");
        }
        int value = 0;
        for (int at = from; at < to; at++) {
            char digit = text.charAt(at);
            if (digit < '0' || digit > '9') {
                throw new WireFormatException(WHAT, at, "a decimal digit", "another character");
            }
            value = 10 * value + (digit - '0');
        }
        if (value > 0xFFFF) {
            throw new WireFormatException(WHAT, from, "0 to 65535", Integer.toString(value));
        }
        return new SliverIndex(value);
    }

    @Override
    public String toString() {
        return primary.value() + "-" + secondary.value();
    }
}
