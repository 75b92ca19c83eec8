// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.shield;

import com.backblaze.erasure.ReedSolomon;

/// Reed–Solomon over GF(2^8): 17 stripes of data and some of parity. Threads: any.
final class StripeCode {
    private final ReedSolomon code;

    /// @param parityCount 1 to 3
    StripeCode(int parityCount) {
        this.code = new ReedSolomon(ParityLayout.DATA_STRIPES, parityCount, new PackedCodingLoop());
    }

    /// Computes the parity blocks, which are the last.
    ///
    /// @param blocks of all stripes, arrays of one length
    /// @param byteCount how much of each counts
    void encode(byte[][] blocks, int byteCount) {
        code.encodeParity(blocks, 0, byteCount);
    }

    /// Computes blocks that are not there.
    ///
    /// @param whole which are there, at least 17
    void decode(byte[][] blocks, boolean[] whole, int byteCount) {
        code.decodeMissing(blocks, whole, 0, byteCount);
    }
}
