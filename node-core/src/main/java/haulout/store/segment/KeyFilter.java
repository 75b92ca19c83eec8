// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import haulout.core.Hash32;
import java.util.concurrent.atomic.AtomicLongArray;

/// Which keys the table may have (a Bloom filter): who stores something new is told that it is not
/// there without the table being asked, which would read a page of it for each.
///
/// It says "no" only once it has seen all keys of the table, and every key is added before the
/// table gets it; keys that go stay in it. Threads: any.
final class KeyFilter {
    /// 1 MB: of a million records that are not there 2 % are asked for all the same, of ten million
    /// nearly all.
    private static final int WORDS = 1 << 17;

    private static final int PROBES = 4;

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final AtomicLongArray words = new AtomicLongArray(WORDS);
    private volatile boolean isComplete;

    void add(RecordKey key) {
        long print = print(key);
        for (int probe = 0; probe < PROBES; probe++) {
            int bit = bit(print, probe);
            long mask = 1L << (bit & 63);
            if ((words.get(bit >>> 6) & mask) == 0) {
                words.getAndAccumulate(bit >>> 6, mask, (one, other) -> one | other);
            }
        }
    }

    /// All keys of the table were added.
    void complete() {
        isComplete = true;
    }

    boolean mayHave(RecordKey key) {
        if (!isComplete) {
            return true;
        }
        long print = print(key);
        for (int probe = 0; probe < PROBES; probe++) {
            int bit = bit(print, probe);
            if ((words.get(bit >>> 6) & 1L << (bit & 63)) == 0) {
                return false;
            }
        }
        return true;
    }

    // blob IDs are hashes, but whoever makes blobs may choose among them
    private static long print(RecordKey key) {
        Hash32 hash = key.blobId().hash();
        long print = (hash.word1() ^ Long.rotateLeft(hash.word2(), 23)) + (key.space() + 2L) * MIX;
        print = (print ^ print >>> 32) * MIX;
        return print ^ print >>> 29;
    }

    private static int bit(long print, int probe) {
        int step = (int) (print >>> 32) | 1;
        return ((int) print + probe * step) & (64 * WORDS - 1);
    }
}
