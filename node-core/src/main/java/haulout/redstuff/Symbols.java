// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Copies symbols between layouts that differ in their strides.
final class Symbols {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.nativeOrder());

    private Symbols() {}

    /// Copies `rowCount` pieces of `count` bytes, piece r from `from + r·fromStride` to `to +
    /// r·toStride`.
    static void copy(
            byte[] source,
            int from,
            int fromStride,
            byte[] target,
            int to,
            int toStride,
            int rowCount,
            int count) {
        if (fromStride == count && toStride == count) {
            System.arraycopy(source, from, target, to, rowCount * count);
        } else if (count == 2) {
            for (int row = 0; row < rowCount; row++) {
                SHORT.set(
                        target,
                        to + row * toStride,
                        (short) SHORT.get(source, from + row * fromStride));
            }
        } else if (count <= 16 && count >= 8) {
            for (int row = 0; row < rowCount; row++) {
                int a = from + row * fromStride;
                int b = to + row * toStride;
                long tail = (long) LONG.get(source, a + count - 8);
                LONG.set(target, b, (long) LONG.get(source, a));
                LONG.set(target, b + count - 8, tail);
            }
        } else if (count >= 4 && count < 8) {
            for (int row = 0; row < rowCount; row++) {
                int a = from + row * fromStride;
                int b = to + row * toStride;
                int tail = (int) INT.get(source, a + count - 4);
                INT.set(target, b, (int) INT.get(source, a));
                INT.set(target, b + count - 4, tail);
            }
        } else {
            for (int row = 0; row < rowCount; row++) {
                System.arraycopy(
                        source, from + row * fromStride, target, to + row * toStride, count);
            }
        }
    }
}
