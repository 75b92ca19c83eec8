// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import haulout.testing.TestSeed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockedFileTest {
    private static final int CHUNK = 1 << 16;

    private final Random random = TestSeed.random("locked files", 11);
    private final byte[] key = LockedFile.newKey(random);

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] locked(byte[] file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LockedFile.lock(new ByteArrayInputStream(file), out, key);
        return out.toByteArray();
    }

    private static byte[] open(byte[] locked, byte[] key) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LockedFile.open(new ByteArrayInputStream(locked), out, key);
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 17})
    void whatIsLockedOpensAgainAndHasTheSizeThatWasSaid(int count) throws IOException {
        byte[] file = bytes(count);
        byte[] locked = locked(file);
        assertEquals(LockedFile.lockedBytes(count), locked.length);
        assertArrayEquals(file, open(locked, key));
    }

    @Test
    void theKeyBelongsToTheContentAndTheSecret() throws IOException {
        byte[] file = bytes(1000);
        byte[] its = LockedFile.keyOf(key, new ByteArrayInputStream(file));
        assertEquals(LockedFile.KEY_BYTES, its.length);
        assertArrayEquals(its, LockedFile.keyOf(key, new ByteArrayInputStream(file)));
        byte[] other = LockedFile.newKey(random);
        assertFalse(Arrays.equals(its, LockedFile.keyOf(other, new ByteArrayInputStream(file))));
        file[999] ^= 1;
        assertFalse(Arrays.equals(its, LockedFile.keyOf(key, new ByteArrayInputStream(file))));
    }

    @Test
    void theFileIsNotToBeSeenInIt() throws IOException {
        byte[] file = new byte[CHUNK];
        byte[] locked = locked(file);
        int zeros = 0;
        for (byte b : locked) {
            zeros += b == 0 ? 1 : 0;
        }
        assertFalse(zeros > locked.length / 16, zeros + " zeros");
    }

    @Test
    void anotherKeyDoesNotOpenIt() throws IOException {
        byte[] locked = locked(bytes(100));
        byte[] other = LockedFile.newKey(random);
        assertThrows(IOException.class, () -> open(locked, other));
    }

    @Test
    void noByteCanBeChanged() throws IOException {
        byte[] locked = locked(bytes(CHUNK + 100));
        for (int i = 0; i < 200; i++) {
            byte[] changed = locked.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            assertThrows(IOException.class, () -> open(changed, key));
        }
    }

    @Test
    void chunksCanBeNeitherCutOffNorSwappedNorRepeated() throws IOException {
        byte[] locked = locked(bytes(3 * CHUNK));
        int chunk = CHUNK + 16;
        byte[] shorter = Arrays.copyOf(locked, locked.length - chunk);
        assertThrows(IOException.class, () -> open(shorter, key));
        byte[] swapped = locked.clone();
        System.arraycopy(locked, 8, swapped, 8 + chunk, chunk);
        System.arraycopy(locked, 8 + chunk, swapped, 8, chunk);
        assertThrows(IOException.class, () -> open(swapped, key));
        byte[] longer = Arrays.copyOf(locked, locked.length + chunk);
        System.arraycopy(locked, locked.length - chunk, longer, locked.length, chunk);
        assertThrows(IOException.class, () -> open(longer, key));
        assertThrows(IOException.class, () -> open(new byte[3], key));
    }
}
