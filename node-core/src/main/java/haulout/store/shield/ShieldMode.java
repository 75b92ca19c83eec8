// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.shield;

import java.util.Locale;
import java.util.Optional;

/// How much parity sealed segments get.
public enum ShieldMode {
    /// As the drives suggest, see [#on].
    AUTOMATIC,
    /// None.
    OFF,
    /// 17+1: costs 6 % of the room, mends one of eighteen stripes.
    LIGHT,
    /// 17+3: costs 18 % of the room, mends three of twenty stripes.
    STRONG;

    /// What this means for a number of lent drives: [#AUTOMATIC] is strong if there is another
    /// drive for the parity, so that it survives what happens to the first, and light if there is
    /// none: then it can mend bad sectors and flipped bits only, for which one stripe is enough.
    public ShieldMode on(int driveCount) {
        return this != AUTOMATIC ? this : driveCount >= 2 ? STRONG : LIGHT;
    }

    /// Stripes of parity; of a mode that [#on] returned.
    int parityCount() {
        return switch (this) {
            case AUTOMATIC -> throw new IllegalStateException("depends on the drives");
            case OFF -> 0;
            case LIGHT -> 1;
            case STRONG -> 3;
        };
    }

    /// The mode of a word, in lower case.
    public static Optional<ShieldMode> parse(String word) {
        for (ShieldMode mode : values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(word)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
