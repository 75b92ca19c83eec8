// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class BodyPoolTest {
    private final BodyPool pool = new BodyPool();

    @Test
    void givesAnArrayOfTheVeryLengthAndOnceOnly() {
        byte[] body = new byte[100_000];
        pool.giveBack(body);
        assertEquals(Optional.empty(), pool.take(99_999));
        assertSame(body, pool.take(100_000).orElseThrow());
        assertEquals(Optional.empty(), pool.take(100_000));
        assertEquals(0, pool.idleBytes());
    }

    @Test
    void keepsLittleAndNothingThatIsSmall() {
        pool.giveBack(new byte[100]);
        assertEquals(0, pool.idleBytes());
        for (int i = 0; i < 100; i++) {
            pool.giveBack(new byte[1 << 20]);
        }
        assertEquals(48 << 20, pool.idleBytes());
        pool.giveBack(new byte[49 << 20]);
        assertEquals(48 << 20, pool.idleBytes());
    }

    @Test
    void lengthsThatAreNoLongerSentMakeRoom() {
        for (int i = 0; i < 48; i++) {
            pool.giveBack(new byte[1 << 20]);
        }
        pool.giveBack(new byte[50_000]);
        assertEquals(50_000, pool.idleBytes());
        pool.clear();
        assertEquals(0, pool.idleBytes());
        assertTrue(pool.take(50_000).isEmpty());
    }
}
