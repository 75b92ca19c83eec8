// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.shield;

import haulout.store.file.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The blocks of one column in memory, those of the data first. One thread.
final class Column {
    private final ParityLayout layout;
    private final StripeCode code;
    private final byte[][] blocks;
    private final boolean[] readable;
    private final boolean[] whole;
    private int column;
    private @Nullable IOException failure;

    Column(ParityLayout layout, StripeCode code) {
        this.layout = layout;
        this.code = code;
        int bytes = layout.blockBytes(0);
        this.blocks = new byte[layout.stripes()][bytes];
        this.readable = new boolean[layout.stripes()];
        this.whole = new boolean[layout.stripes()];
    }

    int index() {
        return column;
    }

    /// Reads the data, all of which must be there.
    void loadData(int index, OpenFile segment) throws IOException {
        column = index;
        for (int stripe = 0; stripe < ParityLayout.DATA_STRIPES; stripe++) {
            int count = layout.dataBytes(stripe, index);
            if (readData(stripe, segment) != count) {
                throw new IOException("segment is too short");
            }
        }
    }

    private int readData(int stripe, OpenFile segment) throws IOException {
        int count = layout.dataBytes(stripe, column);
        Arrays.fill(blocks[stripe], count, blocks[stripe].length, (byte) 0);
        if (count == 0) {
            return 0;
        }
        return segment.readFully(
                layout.dataPosition(stripe, column), ByteBuffer.wrap(blocks[stripe], 0, count));
    }

    /// Computes the parity of the data.
    void encode() {
        code.encode(blocks, layout.blockBytes(column));
    }

    /// Enters what the blocks are now.
    void enter(ParityTable table) {
        for (int stripe = 0; stripe < layout.stripes(); stripe++) {
            table.setCheck(stripe, column, check(stripe));
        }
    }

    private long check(int stripe) {
        return BlockCheck.of(blocks[stripe], 0, layout.blockBytes(column));
    }

    /// Reads and checks all blocks.
    ///
    /// @param segment null if it is not there
    void load(int index, @Nullable OpenFile segment, OpenFile parity, ParityTable table)
            throws ClosedByInterruptException {
        column = index;
        failure = null;
        for (int stripe = 0; stripe < layout.stripes(); stripe++) {
            boolean read = stripe < ParityLayout.DATA_STRIPES;
            try {
                read =
                        read
                                ? segment == null
                                        ? layout.dataBytes(stripe, index) == 0 && zeros(stripe)
                                        : readData(stripe, segment)
                                                == layout.dataBytes(stripe, index)
                                : readParity(stripe, parity);
            } catch (ClosedByInterruptException e) {
                throw e;
            } catch (IOException e) {
                failure = e;
                read = false;
            }
            readable[stripe] = read;
            whole[stripe] = read && check(stripe) == table.check(stripe, index);
        }
    }

    private boolean zeros(int stripe) {
        Arrays.fill(blocks[stripe], (byte) 0);
        return true;
    }

    private boolean readParity(int stripe, OpenFile parity) throws IOException {
        int count = layout.blockBytes(column);
        long position = layout.parityPosition(stripe - ParityLayout.DATA_STRIPES, column);
        return parity.readFully(position, ByteBuffer.wrap(blocks[stripe], 0, count)) == count;
    }

    /// Why a block could not be read, null if all could.
    @Nullable IOException failure() {
        return failure;
    }

    /// Whether a block was there, with right bytes or wrong ones.
    boolean isReadable(int stripe) {
        return readable[stripe];
    }

    /// The stripes whose blocks are damaged.
    int[] damaged() {
        int[] damaged = new int[whole.length];
        int count = 0;
        for (int stripe = 0; stripe < whole.length; stripe++) {
            if (!whole[stripe]) {
                damaged[count++] = stripe;
            }
        }
        return Arrays.copyOf(damaged, count);
    }

    /// Computes the damaged blocks anew, and checks them.
    ///
    /// @return false if they are too many, or not what they were
    boolean decode(ParityTable table) {
        int[] damaged = damaged();
        if (damaged.length > layout.parityCount()) {
            return false;
        }
        code.decode(blocks, whole.clone(), layout.blockBytes(column));
        boolean right = true;
        for (int stripe : damaged) {
            right &= check(stripe) == table.check(stripe, column);
        }
        return right;
    }

    /// A copy of what a block of data has in the segment.
    byte[] copy(int stripe) {
        return Arrays.copyOf(blocks[stripe], layout.dataBytes(stripe, column));
    }

    /// What a block has in its file.
    ByteBuffer bytes(int stripe) {
        int count =
                stripe < ParityLayout.DATA_STRIPES
                        ? layout.dataBytes(stripe, column)
                        : layout.blockBytes(column);
        return ByteBuffer.wrap(blocks[stripe], 0, count);
    }
}
