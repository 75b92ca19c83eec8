// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.codec;

import java.util.BitSet;

/// Which positions of a codeword are there and which source positions are wanted. Immutable; the
/// error locator that follows from it is computed once and shared by all decoders of the pattern.
public final class ErasurePattern {
    private final ReedSolomonCode code;
    private final int[] present;
    private final int[] wanted;
    private final ErrorLocator locator;

    /// @param present exactly k distinct positions, 0…k+r−1, in the order in which rows will be
    ///   handed over
    /// @param wanted distinct source positions that are not among `present`
    public ErasurePattern(ReedSolomonCode code, int[] present, int[] wanted) {
        this.code = code;
        this.present = present.clone();
        this.wanted = wanted.clone();
        int total = code.sourceCount() + code.recoveryCount();
        if (present.length != code.sourceCount()) {
            throw new IllegalArgumentException(
                    present.length + " rows present, needed exactly " + code.sourceCount());
        }
        BitSet seen = new BitSet(total);
        for (int position : present) {
            if (position < 0 || position >= total || seen.get(position)) {
                throw new IllegalArgumentException(
                        "present position " + position + " repeated or beyond " + total);
            }
            seen.set(position);
        }
        for (int position : wanted) {
            if (position < 0 || position >= code.sourceCount() || seen.get(position)) {
                throw new IllegalArgumentException(
                        "wanted position " + position + " present, repeated or not source");
            }
            seen.set(position);
        }
        locator = new ErrorLocator(code, present);
    }

    /// The code.
    public ReedSolomonCode code() {
        return code;
    }

    /// Number of rows to be decoded.
    public int wantedCount() {
        return wanted.length;
    }

    int[] present() {
        return present;
    }

    int[] wanted() {
        return wanted;
    }

    ErrorLocator locator() {
        return locator;
    }
}
