// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.fuzzing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Makes hostile inputs of valid ones: flipped bits, cuts, insertions, exchanged and repeated
/// parts, parts of other inputs, numbers at the ends of their ranges, and lengths that are huge or
/// not in their shortest form. The same seed makes the same inputs.
///
/// Not thread-safe.
public final class Mutator {
    /// Longest input that is made.
    public static final int MAX_BYTES = 1 << 14;

    /// Numbers that lengths are mistaken for, in groups of seven bits: 2^32−1, 2^32, 2^31−1, 2^31,
    /// 2^64−1, endless, and 0, 1, 5 not in their shortest form.
    private static final List<byte[]> LENGTHS =
            List.of(
                    bytes(0xFF, 0xFF, 0xFF, 0xFF, 0x0F),
                    bytes(0x80, 0x80, 0x80, 0x80, 0x10),
                    bytes(0xFF, 0xFF, 0xFF, 0xFF, 0x07),
                    bytes(0x80, 0x80, 0x80, 0x80, 0x08),
                    bytes(0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01),
                    bytes(0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF),
                    bytes(0xFF, 0xFF, 0x03),
                    bytes(0xFF, 0xFF, 0xFF, 0x7F),
                    bytes(0x80, 0x00),
                    bytes(0x81, 0x00),
                    bytes(0x85, 0x80, 0x00));

    private static final long[] NUMBERS = {
        0,
        1,
        2,
        0x7F,
        0x80,
        0xFF,
        0x7FFF,
        0x8000,
        0xFFFE,
        0xFFFF,
        0x7FFF_FFFFL,
        0x8000_0000L,
        0xFFFF_FFFFL,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        -1
    };

    private static final int KEPT = 64;

    private final Random random;
    private final List<byte[]> pool;
    private final int kept;
    private final int examples;
    private int next;

    /// @param examples at least one; the arrays are only read
    public Mutator(Random random, List<byte[]> examples) {
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("nothing to mutate");
        }
        this.random = random;
        this.pool = new ArrayList<>(examples);
        this.examples = examples.size();
        this.kept = examples.size() + KEPT;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /// A new input.
    public byte[] next() {
        byte[] input = any();
        // one change leaves most of the input valid, many reach places that lie apart
        int changes = 1 + Math.min(random.nextInt(4), random.nextInt(8));
        for (int i = 0; i < changes; i++) {
            input = change(input);
        }
        return input.length > MAX_BYTES ? Arrays.copyOf(input, MAX_BYTES) : input;
    }

    /// Takes an input that the parser accepted, to be mutated further.
    public void keep(byte[] input) {
        if (pool.size() < kept) {
            pool.add(input.clone());
        } else {
            pool.set(examples + next, input.clone());
            next = (next + 1) % KEPT;
        }
    }

    private byte[] any() {
        // the examples as often as what came of them, so that none is crowded out
        int among = random.nextBoolean() ? examples : pool.size();
        return pool.get(random.nextInt(among)).clone();
    }

    private byte[] change(byte[] input) {
        if (input.length == 0) {
            return random.nextBoolean() ? any() : noise(1 + random.nextInt(16));
        }
        return switch (random.nextInt(16)) {
            case 0, 1 -> flipped(input);
            case 2, 3 -> overwritten(input, new byte[] {(byte) random.nextInt(256)});
            case 4 -> overwritten(input, LENGTHS.get(random.nextInt(LENGTHS.size())));
            case 5 -> replaced(input, 1, LENGTHS.get(random.nextInt(LENGTHS.size())));
            case 6 -> notShortest(input);
            case 7, 8 -> overwritten(input, number());
            case 9 -> stepped(input);
            case 10 -> Arrays.copyOf(input, random.nextInt(input.length));
            case 11 -> replaced(input, 0, noise(1 + random.nextInt(8)));
            case 12 -> replaced(input, part(input.length), new byte[0]);
            case 13 -> repeated(input);
            case 14 -> exchanged(input);
            default -> spliced(input);
        };
    }

    private byte[] noise(int length) {
        byte[] bytes = new byte[length];
        if (random.nextBoolean()) {
            random.nextBytes(bytes);
        } else {
            Arrays.fill(bytes, (byte) random.nextInt(256));
        }
        return bytes;
    }

    private int part(int length) {
        return 1 + random.nextInt(Math.min(length, 1 << random.nextInt(8)));
    }

    private byte[] flipped(byte[] input) {
        input[random.nextInt(input.length)] ^= (byte) (1 << random.nextInt(8));
        return input;
    }

    private byte[] stepped(byte[] input) {
        input[random.nextInt(input.length)] += (byte) (random.nextBoolean() ? 1 : -1);
        return input;
    }

    private byte[] overwritten(byte[] input, byte[] with) {
        int at = random.nextInt(input.length);
        System.arraycopy(with, 0, input, at, Math.min(with.length, input.length - at));
        return input;
    }

    private byte[] number() {
        long number = NUMBERS[random.nextInt(NUMBERS.length)];
        byte[] bytes = new byte[1 << random.nextInt(4)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (number >>> 8 * i);
        }
        return bytes;
    }

    /// `count` bytes somewhere are replaced.
    private byte[] replaced(byte[] input, int count, byte[] with) {
        int at = random.nextInt(input.length - count + 1);
        byte[] result = Arrays.copyOf(input, input.length - count + with.length);
        System.arraycopy(with, 0, result, at, with.length);
        System.arraycopy(input, at + count, result, at + with.length, input.length - at - count);
        return result;
    }

    /// A byte that may be a length is followed by a zero that says nothing.
    private byte[] notShortest(byte[] input) {
        int at = random.nextInt(input.length);
        byte[] result = Arrays.copyOf(input, input.length + 1);
        System.arraycopy(input, at + 1, result, at + 2, input.length - at - 1);
        result[at] |= (byte) 0x80;
        result[at + 1] = 0;
        return result;
    }

    private byte[] repeated(byte[] input) {
        int count = part(input.length);
        int from = random.nextInt(input.length - count + 1);
        int times = 1 + random.nextInt(4);
        byte[] result = Arrays.copyOf(input, input.length + times * count);
        for (int i = 0; i < times; i++) {
            System.arraycopy(input, from, result, from + (i + 1) * count, count);
        }
        System.arraycopy(
                input,
                from + count,
                result,
                from + (times + 1) * count,
                input.length - from - count);
        return result;
    }

    private byte[] exchanged(byte[] input) {
        int count = part(Math.max(1, input.length / 2));
        int one = random.nextInt(input.length - count + 1);
        int other = random.nextInt(input.length - count + 1);
        byte[] result = input.clone();
        System.arraycopy(input, one, result, other, count);
        System.arraycopy(input, other, result, one, count);
        return result;
    }

    private byte[] spliced(byte[] input) {
        byte[] other = any();
        int head = random.nextInt(input.length + 1);
        // the same place in both as often as any, because structures of a kind line up there
        int tail =
                random.nextBoolean()
                        ? Math.min(head, other.length)
                        : random.nextInt(other.length + 1);
        byte[] result = Arrays.copyOf(input, head + other.length - tail);
        System.arraycopy(other, tail, result, head, other.length - tail);
        return result;
    }
}
