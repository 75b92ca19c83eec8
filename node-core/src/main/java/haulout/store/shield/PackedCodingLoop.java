// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.shield;

import com.backblaze.erasure.CodingLoop;
import com.backblaze.erasure.Galois;
import com.backblaze.erasure.InputOutputByteTableCodingLoop;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The innermost loop of the code, faster than the library's own ones: a table for each input holds
/// the products of a byte with the factors of up to four outputs side by side in one number. So a
/// byte of input costs one look-up, not one for each output, and the outputs are not read and
/// written again for each input.
///
/// Threads: any.
final class PackedCodingLoop implements CodingLoop {
    private static final int PACKED = Integer.BYTES;
    private static final int BYTE_VALUES = 1 << Byte.SIZE;

    /// Inputs that are looked up in one pass; more of them would not fit the nearest cache.
    private static final int PASS = 17;

    private static final CodingLoop CHECKING = new InputOutputByteTableCodingLoop();

    // all columns of all segments are coded with one matrix
    private volatile @Nullable Factors last;

    @Override
    public void codeSomeShards(
            byte[][] matrixRows,
            byte[][] inputs,
            int inputCount,
            byte[][] outputs,
            int outputCount,
            int offset,
            int byteCount) {
        for (int first = 0; first < outputCount; first += PACKED) {
            int count = Math.min(PACKED, outputCount - first);
            int[] tables = tables(new Factors(matrixRows, inputCount, first, count));
            if (inputCount == PASS) {
                code(tables, inputs, outputs, first, count, offset, offset + byteCount);
            } else {
                codeAny(tables, inputs, inputCount, outputs, first, count, offset, byteCount);
            }
        }
    }

    /// Which tables are meant: those of these very rows. A row is never changed, but the array that
    /// holds rows is used again by the library.
    private static final class Factors {
        private final List<byte[]> rows;
        private final int inputCount;
        private int[] tables = {};

        Factors(byte[][] matrixRows, int inputCount, int first, int count) {
            this.rows = List.of(Arrays.copyOfRange(matrixRows, first, first + count));
            this.inputCount = inputCount;
        }

        // rows have no equality but their identity
        boolean isSame(Factors other) {
            return inputCount == other.inputCount && rows.equals(other.rows);
        }
    }

    private int[] tables(Factors wanted) {
        Factors known = last;
        if (known != null && known.isSame(wanted)) {
            return known.tables;
        }
        wanted.tables = tables(wanted.rows, wanted.inputCount);
        last = wanted;
        return wanted.tables;
    }

    private static int[] tables(List<byte[]> rows, int inputCount) {
        int[] tables = new int[inputCount * BYTE_VALUES];
        for (int input = 0; input < inputCount; input++) {
            for (int value = 0; value < BYTE_VALUES; value++) {
                int packed = 0;
                for (int output = 0; output < rows.size(); output++) {
                    byte product = Galois.multiply(rows.get(output)[input], (byte) value);
                    packed |= (product & 0xff) << (Byte.SIZE * output);
                }
                tables[input * BYTE_VALUES + value] = packed;
            }
        }
        return tables;
    }

    // written out, so that the sum stays in a register
    private static void code(
            int[] t, byte[][] in, byte[][] outputs, int first, int count, int from, int to) {
        byte[] a = in[0];
        byte[] b = in[1];
        byte[] c = in[2];
        byte[] d = in[3];
        byte[] e = in[4];
        byte[] f = in[5];
        byte[] g = in[6];
        byte[] h = in[7];
        byte[] i = in[8];
        byte[] j = in[9];
        byte[] k = in[10];
        byte[] l = in[11];
        byte[] m = in[12];
        byte[] n = in[13];
        byte[] o = in[14];
        byte[] p = in[15];
        byte[] q = in[16];
        byte[] out0 = outputs[first];
        byte[] out1 = outputs[first + Math.min(1, count - 1)];
        byte[] out2 = outputs[first + Math.min(2, count - 1)];
        byte[] out3 = outputs[first + Math.min(3, count - 1)];
        for (int at = from; at < to; at++) {
            int sum =
                    t[a[at] & 0xff]
                            ^ t[0x100 | (b[at] & 0xff)]
                            ^ t[0x200 | (c[at] & 0xff)]
                            ^ t[0x300 | (d[at] & 0xff)]
                            ^ t[0x400 | (e[at] & 0xff)]
                            ^ t[0x500 | (f[at] & 0xff)]
                            ^ t[0x600 | (g[at] & 0xff)]
                            ^ t[0x700 | (h[at] & 0xff)]
                            ^ t[0x800 | (i[at] & 0xff)]
                            ^ t[0x900 | (j[at] & 0xff)]
                            ^ t[0xa00 | (k[at] & 0xff)]
                            ^ t[0xb00 | (l[at] & 0xff)]
                            ^ t[0xc00 | (m[at] & 0xff)]
                            ^ t[0xd00 | (n[at] & 0xff)]
                            ^ t[0xe00 | (o[at] & 0xff)]
                            ^ t[0xf00 | (p[at] & 0xff)]
                            ^ t[0x1000 | (q[at] & 0xff)];
            // the last of the outputs stands in for those that there are not, and comes last
            if (count > 3) {
                out3[at] = (byte) (sum >>> 24);
            }
            if (count > 2) {
                out2[at] = (byte) (sum >>> 16);
            }
            if (count > 1) {
                out1[at] = (byte) (sum >>> 8);
            }
            out0[at] = (byte) sum;
        }
    }

    private static void codeAny(
            int[] tables,
            byte[][] inputs,
            int inputCount,
            byte[][] outputs,
            int first,
            int count,
            int offset,
            int byteCount) {
        for (int at = offset; at < offset + byteCount; at++) {
            int sum = 0;
            for (int input = 0; input < inputCount; input++) {
                sum ^= tables[input * BYTE_VALUES + (inputs[input][at] & 0xff)];
            }
            for (int output = 0; output < count; output++) {
                outputs[first + output][at] = (byte) (sum >>> (Byte.SIZE * output));
            }
        }
    }

    @Override
    public boolean checkSomeShards(
            byte[][] matrixRows,
            byte[][] inputs,
            int inputCount,
            byte[][] toCheck,
            int checkCount,
            int offset,
            int byteCount,
            byte[] tempBuffer) {
        return CHECKING.checkSomeShards(
                matrixRows, inputs, inputCount, toCheck, checkCount, offset, byteCount, tempBuffer);
    }
}
