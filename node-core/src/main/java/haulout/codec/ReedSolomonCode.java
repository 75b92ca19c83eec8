// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.codec;

/// A systematic Reed–Solomon code: positions 0…k−1 are source, k…k+r−1 recovery.
///
/// @param sourceCount k, at least 1
/// @param recoveryCount r, at least 1
public record ReedSolomonCode(int sourceCount, int recoveryCount) {
    public ReedSolomonCode {
        if (sourceCount < 1 || recoveryCount < 1 || (long) sourceCount + recoveryCount > 65535) {
            throw new IllegalArgumentException(
                    "code of " + sourceCount + " source and " + recoveryCount + " recovery rows");
        }
    }

    /// Which of the two code forms applies; they are not compatible. The rule for equal powers of
    /// two looks inverted and is part of the protocol.
    ///
    /// Source: reed-solomon-simd 3.1.0 `rate.rs`.
    public boolean isHighRate() {
        int k = nextPowerOfTwo(sourceCount);
        int r = nextPowerOfTwo(recoveryCount);
        return k > r || (k == r && sourceCount <= recoveryCount);
    }

    /// Length of the transforms: the power of two that covers the smaller side.
    public int chunk() {
        return nextPowerOfTwo(isHighRate() ? recoveryCount : sourceCount);
    }

    static int nextPowerOfTwo(int value) {
        return value <= 1 ? 1 : Integer.highestOneBit(value - 1) << 1;
    }
}
