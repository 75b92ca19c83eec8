// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.codec;

/// Walks over the symbols of a call in strips: byte ranges of one or many symbols that are coded
/// together. Small symbols lie side by side in a strip; large ones are cut at multiples of 64
/// bytes, which keeps each word's two bytes together.
///
/// A strip begins in symbol `firstSymbol` at byte `firstByte` and goes on through that symbol and
/// the next ones until it has `words` words. Lengths are counted in words of two bytes; that is
/// also the length of a plane.
final class StripCursor {
    /// Words in a full chunk of 64 bytes; symbols are cut only between chunks.
    static final int CHUNK_WORDS = 32;

    private int symbolCount;
    private int symbolBytes;
    private int capacity;
    private int nextSymbol;
    private int nextByte;

    int firstSymbol;
    int firstByte;
    int words;

    /// Full chunks in the strip.
    int chunks;

    /// Starts a walk.
    ///
    /// @param maxWords most words that a strip may have, a multiple of 64
    void start(int symbolCount, int symbolBytes, int maxWords) {
        this.symbolCount = symbolCount;
        this.symbolBytes = symbolBytes;
        nextSymbol = 0;
        nextByte = 0;
        long total = (long) symbolCount * (symbolBytes / 2);
        long strips = Math.ceilDiv(total, maxWords);
        // of even length, because two strips of 5 vectors beat one of 8 and one of 2
        capacity =
                strips == 0 ? 0 : (int) Math.min(maxWords, Math.ceilDiv(total, strips * 64) * 64);
    }

    /// Moves to the next strip.
    ///
    /// @return false when there is none
    boolean next() {
        if (nextSymbol == symbolCount) {
            return false;
        }
        firstSymbol = nextSymbol;
        firstByte = nextByte;
        chunks = 0;
        int room = capacity;
        while (nextSymbol < symbolCount) {
            int rest = (symbolBytes - nextByte) / 2;
            if (rest > room) {
                int cut = room - room % CHUNK_WORDS;
                nextByte += 2 * cut;
                chunks += cut / CHUNK_WORDS;
                room -= cut;
                break;
            }
            room -= rest;
            chunks += rest / CHUNK_WORDS;
            nextByte = 0;
            nextSymbol++;
        }
        words = capacity - room;
        return true;
    }
}
