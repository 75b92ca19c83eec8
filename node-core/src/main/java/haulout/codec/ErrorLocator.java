// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.codec;

import java.util.Arrays;

/// Logarithms of the error locator polynomial of one erasure pattern, for each row of the decoder's
/// transform: present rows are multiplied by theirs, wanted rows divided by theirs.
///
/// Rows are numbered as the code form orders them: with c the chunk, the high-rate form puts
/// recovery at 0…r−1 and source at c…c+k−1; the low-rate form puts source at 0…k−1 and recovery at
/// c…c+r−1.
///
/// Source: walrus-protocol part 2.6; the transform is shortened from 65536 entries to as many as
/// the code has rows, which changes all logarithms by one constant that cancels.
final class ErrorLocator {
    private final ReedSolomonCode code;
    private final char[] logs;

    /// @param present positions 0…k+r−1 of the code, k of them
    ErrorLocator(ReedSolomonCode code, int[] present) {
        this.code = code;
        int size = transformRows(code);
        char[] marks = new char[size];
        boolean highRate = code.isHighRate();
        int chunk = code.chunk();
        if (highRate) {
            // marks erased rows: what follows the last source row is known to be zero
            Arrays.fill(marks, 0, chunk + code.sourceCount(), (char) 1);
            for (int position : present) {
                marks[row(code, position)] = 0;
            }
        } else {
            // marks known rows, because every row from c + r to 65535 counts as erased
            Arrays.fill(marks, code.sourceCount(), chunk, (char) 1);
            for (int position : present) {
                marks[row(code, position)] = 1;
            }
        }
        char[] walsh = GaloisField.walshOfLogarithms(size);
        GaloisField.walshHadamard(marks);
        for (int i = 0; i < size; i++) {
            // int product of two values of 16 bits: unsigned
            marks[i] = (char) Integer.remainderUnsigned(marks[i] * walsh[i], GaloisField.MODULUS);
        }
        GaloisField.walshHadamard(marks);
        if (!highRate) {
            for (int i = 0; i < size; i++) {
                marks[i] = (char) (GaloisField.MODULUS - marks[i]);
            }
        }
        this.logs = marks;
    }

    /// Rows of the transform that decodes `code`.
    static int transformRows(ReedSolomonCode code) {
        int end = code.chunk() + (code.isHighRate() ? code.sourceCount() : code.recoveryCount());
        return ReedSolomonCode.nextPowerOfTwo(end);
    }

    /// Row of the transform that holds `position`.
    static int row(ReedSolomonCode code, int position) {
        int source = code.sourceCount();
        if (code.isHighRate()) {
            return position < source ? code.chunk() + position : position - source;
        }
        return position < source ? position : code.chunk() + position - source;
    }

    /// Rows of the transform.
    int size() {
        return logs.length;
    }

    /// Row that holds `position`.
    int row(int position) {
        return row(code, position);
    }

    /// Logarithm of what a present row is multiplied by.
    int log(int row) {
        return logs[row];
    }

    /// Logarithm of what a wanted row is multiplied by at the end.
    int inverseLog(int row) {
        return GaloisField.MODULUS - logs[row];
    }
}
