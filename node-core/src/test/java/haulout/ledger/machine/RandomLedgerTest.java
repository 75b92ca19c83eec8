// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.Hash32;
import haulout.ledger.rules.PoolRules;
import haulout.ledger.rules.StorageBooks;
import haulout.testing.TestSeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class RandomLedgerTest {
    private static final int EPOCH_MILLIS = 10_000;

    @Test
    void booksHoldAndHistoryRepeatsItself() throws Exception {
        run(TestSeed.random("RandomLedgerTest", 4).nextLong(), 3, 1_200);
    }

    @Test
    @EnabledIfSystemProperty(named = "haulout.long", matches = "true")
    void booksHoldOverAHundredThousandCommands() throws Exception {
        run(TestSeed.random("RandomLedgerTest", 5).nextLong(), 40, 2_600);
    }

    private static void run(long seed, int ledgers, int commands) throws Exception {
        Random seeds = new Random(seed);
        Map<String, Integer> outcomes = new TreeMap<>();
        long epochs = 0;
        for (int i = 0; i < ledgers; i++) {
            long one = seeds.nextLong();
            try {
                epochs += runOne(one, commands, outcomes);
            } catch (Exception | AssertionError e) {
                throw new AssertionError("ledger " + i + " with seed " + one, e);
            }
        }
        System.out.println("epochs " + epochs + ", outcomes " + outcomes);
        assertTrue(epochs > ledgers * (commands / 200L), "too few epochs: " + epochs);
        assertTrue(outcomes.size() > 40, "too few kinds of outcome: " + outcomes);
    }

    private static long runOne(long seed, int commands, Map<String, Integer> outcomes)
            throws Exception {
        Random random = new Random(seed);
        LedgerMachine machine = new LedgerMachine(rules(random));
        RandomLedger source = new RandomLedger(machine.view(), random, 3 + random.nextInt(22));
        List<RandomLedger.Step> applied = new ArrayList<>();
        TreeMap<Long, Long> sold = new TreeMap<>();
        int kept = 0;
        while (kept < commands) {
            RandomLedger.Step step = source.next();
            StorageBooks before = machine.view().books();
            byte[] bytes = random.nextInt(20) == 0 ? machine.snapshot() : new byte[0];
            long burned = machine.view().clock().burned();
            Outcome outcome = machine.apply(step.nowMillis(), step.sender(), step.command());
            machine.settle();
            kept++;
            String name = step.command().name();
            switch (outcome) {
                case Outcome.Applied done -> {
                    source.learn(step, outcome);
                    applied.add(step);
                    outcomes.merge(name, 1, Integer::sum);
                    count(sold, before, machine.view().books());
                    long after = machine.view().clock().burned();
                    assertTrue(
                            after == burned
                                    || name.equals("ChangeEpoch")
                                    || name.equals("ExecuteSlash"));
                    assertTrue(after >= burned);
                    assertEquals(applied.size() - 1, done.sequence());
                }
                case Outcome.Refused(var fault) -> {
                    outcomes.merge(name + " " + fault, 1, Integer::sum);
                    assertEquals(before, machine.view().books());
                    if (bytes.length > 0) {
                        assertArrayEquals(bytes, machine.snapshot());
                    }
                }
            }
            machine.check();
            checkSold(sold, machine.view().books());
            assertEquals(
                    step.command(), CommandFormat.decode(CommandFormat.encode(step.command())));
        }
        replay(machine, applied, random);
        return machine.view().clock().epoch();
    }

    /// What was bought in all, by epoch; deleting gives nothing back.
    private static void count(TreeMap<Long, Long> sold, StorageBooks before, StorageBooks after) {
        for (int ahead = 0; ahead < after.maxEpochsAhead(); ahead++) {
            long epoch = after.epoch() + ahead;
            int place = (int) (epoch - before.epoch());
            long had =
                    place < before.maxEpochsAhead()
                            ? before.accounts().get(place).usedCapacity()
                            : 0;
            sold.merge(epoch, after.accounts().get(ahead).usedCapacity() - had, Long::sum);
        }
    }

    private static void checkSold(TreeMap<Long, Long> sold, StorageBooks books) {
        for (int ahead = 0; ahead < books.maxEpochsAhead(); ahead++) {
            assertEquals(
                    sold.getOrDefault(books.epoch() + ahead, 0L),
                    books.accounts().get(ahead).usedCapacity());
        }
    }

    private static LedgerRules rules(Random random) {
        return new LedgerRules(
                new Hash32(random.nextLong(), 0, 0, 0),
                RandomLedger.HOST,
                10 + random.nextInt(100),
                1_000,
                EPOCH_MILLIS,
                random.nextInt(2) * 100L,
                8,
                3,
                2 + random.nextInt(20),
                new PoolRules(
                        random.nextBoolean() ? PoolRules.Schedule.EXACT : PoolRules.Schedule.LATEST,
                        PoolRules.Guards.ON),
                LedgerRules.FULL_SUPPLY,
                random.nextInt(3));
    }

    /// The same commands from the beginning, and from a state in the middle, end the same.
    private static void replay(
            LedgerMachine machine, List<RandomLedger.Step> applied, Random random)
            throws Exception {
        LedgerMachine again = new LedgerMachine(machine.rules());
        int middle = random.nextInt(applied.size());
        for (int i = 0; i < applied.size(); i++) {
            if (i == middle) {
                again = LedgerMachine.restore(again.snapshot());
            }
            RandomLedger.Step step = applied.get(i);
            Outcome outcome =
                    again.apply(
                            step.nowMillis(),
                            step.sender(),
                            CommandFormat.decode(CommandFormat.encode(step.command())));
            assertTrue(outcome instanceof Outcome.Applied, i + " " + step + " " + outcome);
            if (i % 7 == 0) {
                again.settle();
            }
        }
        assertEquals(machine.stateHash(), again.stateHash());
        assertArrayEquals(machine.snapshot(), again.snapshot());
    }
}
