// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.core;

/// The order of 32-byte values by their bytes, unsigned, first byte first.
final class HashOrder {
    private HashOrder() {}

    static int compare(Hash32 a, Hash32 b) {
        int order = compareWord(a.word0(), b.word0());
        if (order == 0) {
            order = compareWord(a.word1(), b.word1());
        }
        if (order == 0) {
            order = compareWord(a.word2(), b.word2());
        }
        return order == 0 ? compareWord(a.word3(), b.word3()) : order;
    }

    private static int compareWord(long a, long b) {
        // because the words hold their first byte lowest
        return Long.compareUnsigned(Long.reverseBytes(a), Long.reverseBytes(b));
    }
}
