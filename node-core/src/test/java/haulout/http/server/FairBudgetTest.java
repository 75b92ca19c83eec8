// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.http.server.FairBudget.Claim;
import haulout.testing.TestSeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Who gets how much of what there is, and in which order.
class FairBudgetTest {
    private final List<String> granted = new ArrayList<>();

    private Claim claim(FairBudget budget, String peer, long amount) {
        return budget.claim(peer, amount, () -> granted.add(peer + amount)).orElseThrow();
    }

    @Test
    void onePeerHasAtMostThreeQuarters() {
        FairBudget budget = new FairBudget(100, 10);
        assertTrue(claim(budget, "a", 75).isGranted());
        assertFalse(claim(budget, "a", 1).isGranted());
        assertTrue(claim(budget, "b", 25).isGranted());
        assertEquals(100, budget.used());
    }

    @Test
    void whereTwoWantSomeEachHasHalf() {
        FairBudget budget = new FairBudget(100, 10);
        Claim first = claim(budget, "a", 60);
        Claim second = claim(budget, "b", 40);
        assertFalse(claim(budget, "b", 11).isGranted());
        first.close();
        assertEquals(List.of("b11"), granted, "b is alone now");
        second.close();
    }

    @Test
    void peersTakeTurns() {
        FairBudget budget = new FairBudget(2, 10);
        Claim one = claim(budget, "x", 1);
        Claim two = claim(budget, "y", 1);
        List<Claim> waiting = new ArrayList<>();
        for (String peer : List.of("a", "a", "a", "b", "c")) {
            waiting.add(claim(budget, peer, 1));
        }
        one.close();
        two.close();
        assertEquals(List.of("a1", "b1"), granted);
        waiting.get(0).close();
        waiting.get(3).close();
        assertEquals(List.of("a1", "b1", "c1", "a1"), granted);
    }

    @Test
    void theNextInTurnIsNotOvertakenBySmallerOnes() {
        FairBudget budget = new FairBudget(100, 10);
        Claim first = claim(budget, "a", 50);
        Claim large = claim(budget, "b", 80);
        Claim small = claim(budget, "c", 1);
        assertFalse(large.isGranted());
        assertFalse(small.isGranted());
        first.close();
        assertEquals(List.of("b80", "c1"), granted);
        large.close();
        small.close();
        assertEquals(0, budget.used());
    }

    @Test
    void whatIsMoreThanEverythingIsGivenWhenNothingIsOut() {
        FairBudget budget = new FairBudget(100, 10);
        Claim small = claim(budget, "a", 1);
        Claim huge = claim(budget, "b", 1000);
        assertFalse(huge.isGranted());
        small.close();
        assertTrue(huge.isGranted());
        huge.close();
    }

    @Test
    void tooManyDoNotWait() {
        FairBudget budget = new FairBudget(1, 2);
        Claim out = claim(budget, "a", 1);
        Claim first = claim(budget, "a", 1);
        Claim second = claim(budget, "b", 1);
        assertTrue(budget.claim("c", 1, () -> granted.add("never")).isEmpty());
        assertEquals(2, budget.waitingCount());
        first.close();
        assertEquals(1, budget.waitingCount());
        out.close();
        assertTrue(second.isGranted());
        second.close();
        second.close();
        assertEquals(0, budget.used());
        assertEquals(List.of("b1"), granted);
    }

    @Test
    void nothingIsLostOrGivenTwiceWhateverHappens() {
        Random random = TestSeed.random("nothingIsLostOrGivenTwiceWhateverHappens", 3);
        FairBudget budget = new FairBudget(1000, 50);
        List<Claim> claims = new ArrayList<>();
        AtomicLong callbacks = new AtomicLong();
        for (int i = 0; i < 20_000; i++) {
            if (random.nextInt(2) == 0) {
                budget.claim(
                                "p" + random.nextInt(5),
                                1 + random.nextInt(400),
                                callbacks::incrementAndGet)
                        .ifPresent(claims::add);
            } else if (!claims.isEmpty()) {
                claims.remove(random.nextInt(claims.size())).close();
            }
            assertTrue(budget.used() <= 1000);
            long waiting = claims.stream().filter(claim -> !claim.isGranted()).count();
            assertEquals(waiting, budget.waitingCount());
        }
        claims.forEach(Claim::close);
        assertEquals(0, budget.used());
        assertEquals(0, budget.waitingCount());
        assertTrue(callbacks.get() > 0);
    }
}
