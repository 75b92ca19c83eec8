// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import haulout.core.Hash32;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/// Which keys the table may have (a Bloom filter): who stores something new is told that it is not
/// there without the table being asked, which would read a page of it for each.
///
/// It says "no" only once it has seen all keys of the table, and every key is added before the
/// table gets it; keys that go stay in it. One that has become full is replaced by a larger one,
/// which learns all keys anew. Threads: any.
final class KeyFilter {
    /// 16 KB, for a node that has little.
    private static final int LEAST_WORDS = 1 << 11;

    /// 1 MB: of a million records that are not there 2 % are asked for all the same, of ten million
    /// nearly all.
    private static final int MOST_WORDS = 1 << 17;

    private static final int GROWTH = 8;

    /// With so many bits for each key 2 % of those that are not there are asked for all the same.
    private static final int BITS_PER_KEY = 8;

    private static final int PROBES = 4;

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final AtomicLongArray words;
    private final LongAdder added = new LongAdder();
    private volatile boolean isComplete;

    /// The smallest one.
    KeyFilter() {
        this(LEAST_WORDS);
    }

    private KeyFilter(int wordCount) {
        words = new AtomicLongArray(wordCount);
    }

    /// An empty one that has room for more keys.
    KeyFilter larger() {
        return new KeyFilter(Math.min(GROWTH * words.length(), MOST_WORDS));
    }

    /// Whether a larger one would say "no" more often.
    boolean isFull() {
        return words.length() < MOST_WORDS
                && added.sum() > (long) Long.SIZE / BITS_PER_KEY * words.length();
    }

    void add(RecordKey key) {
        added.increment();
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

    private int bit(long print, int probe) {
        int step = (int) (print >>> 32) | 1;
        return ((int) print + probe * step) & (Long.SIZE * words.length() - 1);
    }
}
