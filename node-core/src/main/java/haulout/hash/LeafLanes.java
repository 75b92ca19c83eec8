// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.hash;

/// Hashes sixteen messages of equal length, each one byte of prefix and then bytes of an array, two
/// sets of eight lanes.
///
/// A message's blocks lie one byte before those of the array, so a block is read from one byte
/// before its place and what that byte brings is replaced: by the prefix in the first block, by the
/// carried byte where a range begins. Reading thus touches bytes around the message; where the
/// array ends too soon, the bytes are first copied aside.
///
/// Threads: one at a time; scratch is kept.
final class LeafLanes {
    /// Messages hashed at once.
    static final int COUNT = 16;

    private static final int BLOCK_BYTES = Blake2bBlock.BLOCK_BYTES;
    private static final int REACH = LaneWords.REACH;
    private static final int STATE_LONGS = LaneBlake2b.STATE_LONGS;

    /// Where each message's bytes begin: to be set before each call, and then [#located] to be
    /// called.
    final int[] at = new int[COUNT];

    /// The byte before those bytes, 0…255: the prefix, or the last byte of the range before.
    final long[] lead = new long[COUNT];

    /// Room for the digests of one call, for callers that have none of their own.
    final long[] digests = new long[2 * LaneBlake2b.DIGEST_LONGS];

    private final long[] fullA = new long[LaneBlake2b.BLOCK_LONGS];
    private final long[] fullB = new long[LaneBlake2b.BLOCK_LONGS];

    /// Last blocks: words behind the message are zero and stay so.
    private final long[] tailA = new long[LaneBlake2b.BLOCK_LONGS];

    private final long[] tailB = new long[LaneBlake2b.BLOCK_LONGS];

    /// Four words each of the tail blocks that may differ from zero.
    private int tailQuads;

    private int least;
    private int most;

    private final long[] mix = new long[2 * STATE_LONGS];
    private final long[] chain = new long[2 * STATE_LONGS];
    private final byte[] edge = new byte[COUNT * BLOCK_BYTES + 2 * REACH];
    private final int[] edgeAt = new int[COUNT];

    LeafLanes() {
        for (int i = 0; i < COUNT; i++) {
            edgeAt[i] = REACH + i * BLOCK_BYTES;
        }
    }

    /// Hashes whole messages.
    ///
    /// @param byteCount bytes of each message, the prefix not counted
    /// @param digests receives two groups of eight digests, word-major, at `toA` and `toB`
    void hash(byte[] bytes, int byteCount, long[] digests, int toA, int toB) {
        end(bytes, byteCount, 0, chain, 0, digests, toA, toB);
    }

    /// Takes in the next range of the messages.
    ///
    /// @param byteCount a multiple of 128
    /// @param before bytes taken in before, prefix not counted
    /// @param states chaining values of the two sets, in and out, from `statesAt` on
    void take(byte[] bytes, int byteCount, int before, long[] states, int statesAt) {
        blocks(bytes, byteCount / BLOCK_BYTES, before, states, statesAt);
    }

    /// Takes in the last range of the messages and ends them.
    ///
    /// @param byteCount any
    /// @param before bytes taken in before, prefix not counted
    /// @param states chaining values of the two sets from `statesAt` on; overwritten
    /// @param digests receives two groups of eight digests, word-major, at `toA` and `toB`
    void end(
            byte[] bytes,
            int byteCount,
            int before,
            long[] states,
            int statesAt,
            long[] digests,
            int toA,
            int toB) {
        int end = blocks(bytes, byteCount / BLOCK_BYTES, before, states, statesAt);
        boolean first = before + end == 0;
        int messageBytes = byteCount + 1 - end;
        loadTail(bytes, end, messageBytes);
        LaneBlake2b.compress(
                first ? LaneBlake2b.START : states,
                first ? 0 : statesAt,
                first ? 0 : statesAt + STATE_LONGS,
                tailA,
                tailB,
                digests,
                toA,
                toB,
                mix,
                before + end + messageBytes,
                -1);
    }

    /// @return bytes of the range that were compressed
    private int blocks(byte[] bytes, int count, int before, long[] states, int statesAt) {
        int end = count * BLOCK_BYTES;
        for (int delta = 0; delta < end; delta += BLOCK_BYTES) {
            load(bytes, delta, BLOCK_BYTES, fullA, fullB);
            boolean first = before + delta == 0;
            LaneBlake2b.compress(
                    first ? LaneBlake2b.START : states,
                    first ? 0 : statesAt,
                    first ? 0 : statesAt + STATE_LONGS,
                    fullA,
                    fullB,
                    states,
                    statesAt,
                    statesAt + STATE_LONGS,
                    mix,
                    before + delta + BLOCK_BYTES,
                    0);
        }
        return end;
    }

    private void loadTail(byte[] bytes, int delta, int messageBytes) {
        int quads = load(bytes, delta, messageBytes, tailA, tailB);
        int dirty = Math.max(quads, tailQuads);
        LaneWords.cut(tailA, messageBytes, 4 * dirty);
        LaneWords.cut(tailB, messageBytes, 4 * dirty);
        tailQuads = quads;
    }

    /// Loads the block that begins one byte before `delta` and has `messageBytes` bytes of the
    /// message.
    ///
    /// @return how many times four words were written
    private int load(byte[] bytes, int delta, int messageBytes, long[] blockA, long[] blockB) {
        int quads = (messageBytes + 31) >> 5;
        byte[] source = bytes;
        int[] from = at;
        int shift = delta - 1;
        if (least + shift < REACH || most > bytes.length - shift - 32 * quads - REACH) {
            copyAside(bytes, delta, messageBytes);
            source = edge;
            from = edgeAt;
            shift = 0;
        }
        LaneWords.load(source, from, 0, shift, quads, blockA);
        LaneWords.load(source, from, 8, shift, quads, blockB);
        if (delta == 0) {
            LaneWords.lead(lead, 0, blockA);
            LaneWords.lead(lead, 8, blockB);
        }
        return quads;
    }

    /// Notes the ends of the memory that the messages begin in: to be called when [#at] was set.
    void located() {
        least = at[0];
        most = at[0];
        for (int i = 1; i < COUNT; i++) {
            least = Math.min(least, at[i]);
            most = Math.max(most, at[i]);
        }
    }

    private void copyAside(byte[] bytes, int delta, int messageBytes) {
        int skip = delta == 0 ? 1 : 0;
        for (int i = 0; i < COUNT; i++) {
            System.arraycopy(
                    bytes, at[i] + delta - 1 + skip, edge, edgeAt[i] + skip, messageBytes - skip);
        }
    }
}
