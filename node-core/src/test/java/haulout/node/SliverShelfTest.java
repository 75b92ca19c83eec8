// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SliverShelfTest {
    private static final int MB = 1 << 20;

    private final SliverShelf shelf = new SliverShelf();

    private byte[] used(int length) {
        SliverShelf.Loan loan = shelf.loan();
        byte[] array = loan.take(length);
        assertEquals(length, array.length);
        loan.giveBack();
        return array;
    }

    @Test
    void anArrayIsUsedAgainForTheSameLengthOnly() {
        byte[] first = used(3 * MB);
        byte[] other = used(2 * MB);
        assertEquals(5 * MB, shelf.idleBytes());
        assertSame(first, used(3 * MB));
        assertSame(other, used(2 * MB));
        assertEquals(5 * MB, shelf.idleBytes());
        shelf.clear();
        assertEquals(0, shelf.idleBytes());
        assertNotSame(first, used(3 * MB));
    }

    @Test
    void whatIsInUseIsNobodyElses() {
        used(MB);
        SliverShelf.Loan one = shelf.loan();
        SliverShelf.Loan two = shelf.loan();
        byte[] mine = one.take(MB);
        byte[] yours = two.take(MB);
        assertNotSame(mine, yours);
        one.giveBack();
        // what was given back once is not given back again
        one.giveBack();
        assertEquals(MB, shelf.idleBytes());
        assertSame(mine, used(MB));
    }

    @Test
    void littleIsKeptAndTheOldestGoesFirst() {
        List<SliverShelf.Loan> loans = new ArrayList<>();
        byte[] old = used(2 * MB);
        for (int i = 0; i < 100; i++) {
            SliverShelf.Loan loan = shelf.loan();
            loan.take(MB);
            loans.add(loan);
        }
        loans.forEach(SliverShelf.Loan::giveBack);
        assertTrue(shelf.idleBytes() <= 24 * MB, shelf.idleBytes() + "");
        assertTrue(shelf.idleBytes() > 20 * MB, shelf.idleBytes() + "");
        assertNotSame(old, used(2 * MB));
        used(100 * MB);
        assertTrue(shelf.idleBytes() <= 24 * MB, shelf.idleBytes() + "");
    }
}
