// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import haulout.core.Epoch;
import haulout.core.EventId;
import haulout.core.Hash32;
import haulout.store.BlobRecord.Permanents;
import haulout.testing.TestSeed;
import haulout.wire.BlobStatus;
import haulout.wire.BlobStatus.DeletableCounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlobRecordTest {
    private static final ObjectKind PERMANENT = ObjectKind.PERMANENT;
    private static final ObjectKind DELETABLE = ObjectKind.DELETABLE;

    private static Epoch epoch(long value) {
        return new Epoch(value);
    }

    private static EventId event(long number) {
        return new EventId(new Hash32(number, 0, 0, 0), number % 3);
    }

    private static BlobRecord.Valid valid(BlobRecord record) {
        return (BlobRecord.Valid) record;
    }

    @Test
    void aPermanentRegistrationCountsAndTakesTheLaterEndOnly() {
        BlobRecord one = BlobRecord.Valid.NONE.registered(PERMANENT, epoch(9), event(1));
        BlobRecord earlier = one.registered(PERMANENT, epoch(5), event(2));
        assertEquals(
                Optional.of(new Permanents(2, epoch(9), event(1))),
                valid(earlier).permanentTotal());
        BlobRecord same = earlier.registered(PERMANENT, epoch(9), event(3));
        assertEquals(
                Optional.of(new Permanents(3, epoch(9), event(1))), valid(same).permanentTotal());
        BlobRecord later = same.registered(PERMANENT, epoch(10), event(4));
        assertEquals(
                Optional.of(new Permanents(4, epoch(10), event(4))), valid(later).permanentTotal());
    }

    @Test
    void endsAreExclusive() {
        BlobRecord record = BlobRecord.Valid.NONE.registered(PERMANENT, epoch(9), event(1));
        assertEquals(true, record.isRegistered(epoch(8)));
        assertEquals(false, record.isRegistered(epoch(9)));
        BlobRecord certified = record.certified(PERMANENT, epoch(9), event(2), epoch(3));
        assertEquals(false, certified.isCertified(epoch(2)));
        assertEquals(true, certified.isCertified(epoch(3)));
        assertEquals(false, certified.isCertified(epoch(9)));
    }

    @Test
    void certifyingWithoutRegistrationHasNoEffect() {
        assertSame(
                BlobRecord.Valid.NONE,
                BlobRecord.Valid.NONE.certified(PERMANENT, epoch(9), event(1), epoch(1)));
        assertSame(
                BlobRecord.Valid.NONE,
                BlobRecord.Valid.NONE.certified(DELETABLE, epoch(9), event(1), epoch(1)));
        BlobRecord registered = BlobRecord.Valid.NONE.registered(PERMANENT, epoch(5), event(1));
        assertSame(registered, registered.certified(PERMANENT, epoch(6), event(2), epoch(1)));
    }

    @Test
    void anInvalidBlobStaysInvalid() {
        BlobRecord invalid =
                BlobRecord.Valid.NONE
                        .registered(PERMANENT, epoch(5), event(1))
                        .invalidated(event(2));
        for (ObjectKind kind : ObjectKind.values()) {
            assertSame(invalid, invalid.registered(kind, epoch(9), event(3)));
            assertSame(invalid, invalid.certified(kind, epoch(9), event(3), epoch(1)));
            assertSame(invalid, invalid.extended(kind, epoch(9), event(3)));
            assertSame(invalid, invalid.removed(kind, true));
        }
        assertSame(invalid, invalid.invalidated(event(4)));
        assertEquals(new BlobStatus.Invalid(event(2)), invalid.status(epoch(1)));
        assertEquals(false, invalid.isRegistered(epoch(1)));
    }

    @Test
    void statusPrefersCertifiedThenPermanentThenDeletable() {
        BlobRecord record = BlobRecord.Valid.NONE.registered(DELETABLE, epoch(9), event(1));
        assertEquals(
                new BlobStatus.Deletable(new DeletableCounts(1, 0), Optional.empty()),
                record.status(epoch(1)));
        record = record.registered(ObjectKind.POOLED, epoch(9), event(2));
        record = record.registered(PERMANENT, epoch(9), event(3));
        assertEquals(
                new BlobStatus.Permanent(
                        epoch(9), false, event(3), new DeletableCounts(2, 0), Optional.empty()),
                record.status(epoch(1)));
        record = record.registered(PERMANENT, epoch(4), event(4));
        record = record.certified(PERMANENT, epoch(4), event(5), epoch(2));
        assertEquals(
                new BlobStatus.Permanent(
                        epoch(4), true, event(5), new DeletableCounts(2, 0), Optional.of(epoch(2))),
                record.status(epoch(2)));
        assertEquals(
                new BlobStatus.Permanent(
                        epoch(9),
                        false,
                        event(3),
                        new DeletableCounts(2, 0),
                        Optional.of(epoch(2))),
                record.status(epoch(4)));
        assertEquals(new BlobStatus.Nonexistent(), BlobRecord.Valid.NONE.status(epoch(1)));
    }

    /// An object as the naive model remembers it.
    private static final class Thing {
        final ObjectKind kind;
        Epoch end;
        boolean certified;

        Thing(ObjectKind kind, Epoch end) {
            this.kind = kind;
            this.end = end;
        }
    }

    /// A change of a permanent end, for objects that are still there.
    private record EndChange(Thing thing, Epoch end, EventId event, boolean ofCertified) {}

    /// Recomputes what matters from all that has happened so far.
    private static final class Naive {
        final List<Thing> things = new ArrayList<>();
        final List<EndChange> ends = new ArrayList<>();
        Optional<Epoch> since = Optional.empty();

        long count(ObjectKind kind, boolean certifiedOnly) {
            return things.stream()
                    .filter(t -> t.kind == kind && (t.certified || !certifiedOnly))
                    .count();
        }

        boolean anyCertified() {
            return things.stream().anyMatch(t -> t.certified);
        }

        boolean aliveCertified(Epoch now) {
            return things.stream()
                    .anyMatch(
                            t -> t.certified && (t.kind != PERMANENT || t.end.compareTo(now) > 0));
        }

        Optional<Permanents> permanents(boolean certifiedOnly) {
            long count = count(PERMANENT, certifiedOnly);
            return ends.stream()
                    .filter(change ->
                            things.contains(change.thing())
                                    && change.ofCertified() == certifiedOnly)
                    .max(
                            Comparator.comparing(EndChange::end)
                                    .thenComparing(change -> -ends.indexOf(change)))
                    .map(change -> new Permanents(count, change.end(), change.event()));
        }

        BlobRecord.Valid record() {
            return new BlobRecord.Valid(
                    count(DELETABLE, false),
                    count(DELETABLE, true),
                    permanents(false),
                    permanents(true),
                    count(ObjectKind.POOLED, false),
                    count(ObjectKind.POOLED, true),
                    since);
        }
    }

    @Test
    void anyHistoryAddsUpToWhatANaiveModelRecomputes() {
        Random random = TestSeed.random("BlobRecordTest", 3);
        for (int history = 0; history < 2000; history++) {
            BlobRecord record = BlobRecord.Valid.NONE;
            Naive naive = new Naive();
            long now = 1;
            for (int step = 1; step < 40; step++) {
                EventId event = event(history * 100L + step);
                if (random.nextInt(4) == 0) {
                    now++;
                    record = expire(record, naive, epoch(now));
                }
                record = change(random, record, naive, epoch(now), event);
                assertEquals(naive.record(), record, "history " + history + " step " + step);
                assertEquals(
                        !naive.things.isEmpty(), record.isRegistered(epoch(now)), "registered");
                assertEquals(
                        naive.aliveCertified(epoch(now)),
                        record.isCertified(epoch(now)),
                        "certified");
                assertEquals(naive.things.isEmpty(), record.isEmpty());
            }
        }
    }

    private static BlobRecord expire(BlobRecord before, Naive naive, Epoch now) {
        BlobRecord record = before;
        for (Thing thing : List.copyOf(naive.things)) {
            if (thing.end.compareTo(now) <= 0) {
                naive.things.remove(thing);
                record = record.removed(thing.kind, thing.certified);
            }
        }
        if (!naive.anyCertified()) {
            naive.since = Optional.empty();
        }
        return record;
    }

    private static BlobRecord change(
            Random random, BlobRecord record, Naive naive, Epoch now, EventId event) {
        Thing thing =
                naive.things.isEmpty()
                        ? null
                        : naive.things.get(random.nextInt(naive.things.size()));
        int choice = thing == null ? 0 : random.nextInt(5);
        Epoch later = epoch(now.value() + 1 + random.nextInt(5));
        if (choice <= 1 || thing == null) {
            Thing added = new Thing(ObjectKind.values()[random.nextInt(3)], later);
            naive.things.add(added);
            naive.ends.add(new EndChange(added, later, event, false));
            naive.ends.removeIf(change -> change.thing().kind != PERMANENT);
            return record.registered(added.kind, later, event);
        }
        if (choice == 2 && !thing.certified) {
            if (!naive.aliveCertified(now)) {
                naive.since = Optional.of(now);
            }
            thing.certified = true;
            if (thing.kind == PERMANENT) {
                naive.ends.add(new EndChange(thing, thing.end, event, true));
            }
            return record.certified(thing.kind, thing.end, event, now);
        }
        if (choice == 3 && thing.certified) {
            Epoch end = epoch(thing.end.value() + 1);
            thing.end = end;
            if (thing.kind == PERMANENT) {
                naive.ends.add(new EndChange(thing, end, event, false));
                naive.ends.add(new EndChange(thing, end, event, true));
            }
            return record.extended(thing.kind, end, event);
        }
        if (choice == 4 && thing.kind != PERMANENT) {
            naive.things.remove(thing);
            if (!naive.anyCertified()) {
                naive.since = Optional.empty();
            }
            return record.removed(thing.kind, thing.certified);
        }
        return record;
    }
}
