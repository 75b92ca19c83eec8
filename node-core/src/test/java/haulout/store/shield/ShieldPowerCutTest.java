// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.shield;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.store.StoreException;
import haulout.store.file.SimulatedFiles;
import haulout.store.segment.NumberedRecords;
import haulout.store.segment.SegmentAccess.Sealed;
import haulout.store.segment.SegmentIndex;
import haulout.testing.TestSeed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Lets the power go at every step while parity is made and while damage is mended.
class ShieldPowerCutTest {
    private static final int DATA = ParityLayout.DATA_STRIPES;

    private final Random random = TestSeed.random("ShieldPowerCutTest", 20260804);

    private record Prepared(
            SimulatedFiles files, SegmentIndex index, Map<Integer, byte[]> stored) {}

    /// A store with sealed segments, closed in good order.
    private Prepared prepare(int drives, boolean isProtected) throws Exception {
        SimulatedFiles files = new SimulatedFiles(random.nextBoolean() ? 512 : 4096);
        ShieldedStore it = new ShieldedStore(files, Path.of("/"), ShieldedStore.SMALL);
        it.mark(drives);
        it.open(ShieldMode.STRONG, drives);
        it.fill(2, 900, random);
        if (isProtected) {
            it.protect();
        }
        it.close();
        return new Prepared(files.afterKill(), NumberedRecords.copyOf(it.index), it.stored);
    }

    private static ShieldedStore on(Prepared prepared, SimulatedFiles files) {
        ShieldedStore it = new ShieldedStore(files, Path.of("/"), ShieldedStore.SMALL);
        it.index = NumberedRecords.copyOf(prepared.index());
        it.stored.putAll(prepared.stored());
        return it;
    }

    private static Map<Path, byte[]> sealed(ShieldedStore it) throws IOException {
        Map<Path, byte[]> all = new HashMap<>();
        for (Sealed segment : it.access.sealed()) {
            all.put(segment.file(), it.bytes(segment.file()));
        }
        return all;
    }

    private static void assertSame(Map<Path, byte[]> before, ShieldedStore it, String what)
            throws IOException {
        for (Map.Entry<Path, byte[]> entry : before.entrySet()) {
            assertArrayEquals(
                    entry.getValue(), it.bytes(entry.getKey()), () -> what + entry.getKey());
        }
    }

    /// Damages as much as can be mended of every segment.
    private void damage(ShieldedStore it, int drives) throws IOException {
        for (Sealed segment : it.access.sealed()) {
            ParityLayout layout = new ParityLayout(segment.byteCount(), 3);
            for (int stripe : random.ints(0, 20).distinct().limit(3).toArray()) {
                if (stripe >= DATA) {
                    it.spoil(
                            it.parity(drives, segment.number(), 3),
                            layout.parityPosition(stripe - DATA, 0),
                            layout.blockBytes(0),
                            random);
                } else if (layout.dataBytes(stripe, 0) > 0) {
                    it.spoil(
                            segment.file(),
                            layout.dataPosition(stripe, 0),
                            layout.dataBytes(stripe, 0),
                            random);
                }
            }
        }
    }

    // all of it is protected again and what is damaged then is mended bit-identically
    private void checkWhole(ShieldedStore it, int drives, Map<Path, byte[]> before, String what)
            throws Exception {
        it.checkAll();
        assertSame(before, it, what);
        it.protect();
        damage(it, drives);
        it.scrubOnce();
        assertSame(before, it, what + ", damaged");
        it.checkAll();
    }

    private long makeParity(long cutAt) throws Exception {
        int drives = 1 + random.nextInt(2);
        Prepared prepared = prepare(drives, false);
        ShieldedStore it = on(prepared, prepared.files());
        it.open(ShieldMode.STRONG, drives);
        Map<Path, byte[]> before = sealed(it);
        prepared.files().cutAt(cutAt);
        try {
            it.protect();
        } catch (StoreException e) {
            assertTrue(prepared.files().isCut(), () -> "without a power cut: " + e);
        }
        long steps = prepared.files().steps();
        ShieldedStore after = on(prepared, prepared.files().afterCut(random));
        after.open(ShieldMode.STRONG, drives);
        checkWhole(after, drives, before, "cut at " + cutAt);
        return steps;
    }

    @Test
    void aCutWhileParityIsMadeLosesAndFalsifiesNothing() throws Exception {
        int repeats = Boolean.getBoolean("haulout.long") ? 40 : 3;
        long cuts = 0;
        for (int repeat = 0; repeat < repeats; repeat++) {
            long steps = makeParity(Long.MAX_VALUE);
            for (long cut = 1; cut <= steps; cut++) {
                makeParity(cut);
                cuts++;
            }
        }
        assertTrue(cuts > 30, cuts + " cuts");
    }

    private long mend(long cutAt) throws Exception {
        int drives = 1 + random.nextInt(2);
        Prepared prepared = prepare(drives, true);
        ShieldedStore it = on(prepared, prepared.files());
        it.open(ShieldMode.STRONG, drives);
        Map<Path, byte[]> before = sealed(it);
        damage(it, drives);
        prepared.files().cutAt(cutAt);
        for (Sealed segment : it.access.sealed()) {
            it.shield.mend(segment.drive(), segment.number(), 0, segment.byteCount());
        }
        long steps = prepared.files().steps();
        ShieldedStore after = on(prepared, prepared.files().afterCut(random));
        after.open(ShieldMode.STRONG, drives);
        after.scrubOnce();
        checkWhole(after, drives, before, "cut at " + cutAt);
        return steps;
    }

    @Test
    void aCutWhileDamageIsMendedLosesAndFalsifiesNothing() throws Exception {
        int repeats = Boolean.getBoolean("haulout.long") ? 40 : 3;
        long cuts = 0;
        for (int repeat = 0; repeat < repeats; repeat++) {
            long most = 0;
            for (int i = 0; i < 5; i++) {
                most = Math.max(most, mend(Long.MAX_VALUE));
            }
            for (long cut = 1; cut <= most; cut++) {
                mend(cut);
                cuts++;
            }
        }
        assertTrue(cuts > 15, cuts + " cuts");
    }

    private long restore(long cutAt) throws Exception {
        Prepared prepared = prepare(1, true);
        ShieldedStore it = on(prepared, prepared.files());
        it.open(ShieldMode.STRONG, 1);
        Map<Path, byte[]> before = sealed(it);
        it.close();
        ParityLayout layout = new ParityLayout(before.get(it.segment(1)).length, 3);
        it.truncate(it.segment(1), layout.dataPosition(14, 0) + random.nextInt(500));
        ShieldedStore first = on(prepared, prepared.files());
        prepared.files().cutAt(cutAt);
        try {
            first.open(ShieldMode.STRONG, 1);
        } catch (StoreException e) {
            assertTrue(prepared.files().isCut(), () -> "without a power cut: " + e);
        }
        long steps = prepared.files().steps();
        ShieldedStore after = on(prepared, prepared.files().afterCut(random));
        after.open(ShieldMode.STRONG, 1);
        after.scrubOnce();
        checkWhole(after, 1, before, "cut at " + cutAt);
        return steps;
    }

    @Test
    void aCutWhileASegmentIsRestoredLosesNothing() throws Exception {
        int repeats = Boolean.getBoolean("haulout.long") ? 100 : 5;
        for (int repeat = 0; repeat < repeats; repeat++) {
            long steps = restore(Long.MAX_VALUE);
            for (long cut = 1; cut <= steps; cut++) {
                restore(cut);
            }
        }
    }
}
