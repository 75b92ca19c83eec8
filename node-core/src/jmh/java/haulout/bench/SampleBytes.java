// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Bytes without structure that are quickly made, in JavaScript too: word i, 32 bits little-endian,
/// is the finaliser of MurmurHash3 of `i + seed · 0x9E3779B9`.
final class SampleBytes {
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private SampleBytes() {}

    static byte[] make(int count, int seed) {
        byte[] bytes = new byte[count];
        fill(bytes, seed);
        return bytes;
    }

    static void fill(byte[] bytes, int seed) {
        int start = seed * 0x9E3779B9;
        int words = bytes.length / 4;
        for (int i = 0; i < words; i++) {
            INT.set(bytes, 4 * i, mix(start + i));
        }
        int last = mix(start + words);
        for (int i = 4 * words; i < bytes.length; i++) {
            bytes[i] = (byte) last;
            last >>>= 8;
        }
    }

    private static int mix(int value) {
        int h = value;
        h = (h ^ (h >>> 16)) * 0x85EBCA6B;
        h = (h ^ (h >>> 13)) * 0xC2B2AE35;
        return h ^ (h >>> 16);
    }
}
