// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.store.StoreException;
import haulout.store.drive.Drive;
import haulout.store.drive.LentDrive;
import haulout.store.file.SimulatedFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What ends the writer of a drive, or the index, ends nothing else. Where it did, writers, readers
/// and the end of the process waited for ever: hence the limit.
@Timeout(120)
class WriterFaultTest {
    private final StoreFixture fixture = new StoreFixture();
    private final SimulatedFiles files = new SimulatedFiles(512);
    private final LentDrive lent = StoreFixture.lent(1);
    private final MemoryIndex index = new MemoryIndex();
    private final AtomicInteger refusals = new AtomicInteger();
    private final Executor executor =
            task -> {
                if (refusals.get() > 0) {
                    if (refusals.getAndDecrement() % 2 == 0) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    throw new RejectedExecutionException();
                }
                task.run();
            };

    @BeforeEach
    void lend() throws IOException {
        StoreFixture.mark(files, lent);
    }

    private RecordStore open() throws Exception {
        return fixture.open(
                StoreFixture.SMALL, index, executor, List.of(fixture.drive(files, lent)));
    }

    private static byte[] bytes(int number) {
        byte[] bytes = new byte[300 + number % 7 * 100];
        new Random(number).nextBytes(bytes);
        return bytes;
    }

    private static void put(RecordStore store, int number) throws Exception {
        RecordKey key = StoreFixture.key(number);
        store.put(StoreFixture.kind(key), key, ByteBuffer.wrap(bytes(number)));
    }

    private static void check(RecordStore store, int from, int to) throws Exception {
        for (int number = from; number < to; number++) {
            assertArrayEquals(
                    bytes(number), StoreFixture.read(store, StoreFixture.key(number)), "" + number);
        }
    }

    @Test
    void withoutAThreadWritersAreToldAndTheNextOnesAreServed() throws Exception {
        RecordStore store = open();
        put(store, 0);
        for (int round = 0; round < 4; round++) {
            int number = 1 + round;
            refusals.set(2 - round % 2);
            assertThrows(StoreException.class, () -> put(store, number));
            refusals.set(0);
            assertFalse(store.contains(StoreFixture.key(number)));
            put(store, number);
        }
        // the index has no thread either: it is written when there is one
        for (int number = 5; number < 100; number++) {
            put(store, number);
        }
        check(store, 0, 100);
        refusals.set(1);
        assertThrows(StoreException.class, () -> put(store, 100));
        store.close();
        check(open(), 0, 100);
    }

    @Test
    void anErrorInTheMiddleOfAWriteCostsThatWriteOnly() throws Exception {
        for (String where : List.of("write", "force", "create")) {
            for (boolean isError : new boolean[] {true, false}) {
                RecordStore store = open();
                int count = 20;
                for (int number = 0; number < count; number++) {
                    put(store, number);
                }
                files.setFault((operation, path) -> {
                    if (operation.equals(where) && path.toString().endsWith(".seg")) {
                        if (isError) {
                            throw new OutOfMemoryError("by a test");
                        }
                        throw new IllegalStateException("by a test");
                    }
                });
                int failures = 0;
                for (int number = count; number < count + 40; number++) {
                    int its = number;
                    try {
                        put(store, its);
                    } catch (StoreException | IllegalStateException | OutOfMemoryError e) {
                        failures++;
                    }
                }
                assertTrue(failures > 0, where);
                files.setFault((operation, path) -> {});
                fixture.advance(Duration.ofSeconds(31));
                store.tick();
                for (int number = count; number < count + 60; number++) {
                    put(store, number);
                }
                check(store, 0, count + 60);
                store.close();
                RecordStore again = open();
                check(again, 0, count + 60);
                again.delete(
                        java.util.stream.IntStream.range(0, count + 60)
                                .mapToObj(StoreFixture::key)
                                .toList());
                again.close();
            }
        }
    }

    @Test
    void whateverIsThrownByTheListenerOfTheDriveTheWriterIsTold() throws Exception {
        haulout.store.drive.DriveListener angry =
                new haulout.store.drive.DriveListener() {
                    @Override
                    public void raised(haulout.store.drive.DriveAlert alert) {
                        throw new IllegalStateException("by a test");
                    }

                    @Override
                    public void cleared(haulout.store.drive.DriveAlert alert) {}
                };
        Drive drive = new Drive(lent, StoreFixture.NODE, files, fixture.clock, angry);
        RecordStore store = fixture.open(StoreFixture.SMALL, index, executor, List.of(drive));
        put(store, 0);
        files.setFault((operation, path) -> {
            if (operation.equals("force")) {
                throw new IOException("Input/output error");
            }
        });
        assertThrows(Exception.class, () -> put(store, 1));
        files.setFault((operation, path) -> {});
        fixture.advance(Duration.ofSeconds(31));
        store.tick();
        put(store, 1);
        check(store, 0, 2);
        store.close();
    }

    @Test
    void whereTheIndexFailsForARecordTheOthersOfItsGroupAreNeitherLostNorCutOff() throws Exception {
        List<Runnable> tasks = new ArrayList<>();
        Drive drive = fixture.drive(files, lent);
        RecordStore store = fixture.open(StoreFixture.SMALL, index, tasks::add, List.of(drive));
        Append first = append(store, 1, null);
        Append second = append(store, 2, new StoreException("by a test"));
        Append third = append(store, 3, null);
        for (Append append : List.of(first, second, third)) {
            store.submit(drive, append);
        }
        tasks.removeFirst().run();
        first.await();
        assertThrows(StoreException.class, second::await);
        third.await();
        files.setFault((operation, path) -> {
            if (operation.equals("force")) {
                throw new IOException("Input/output error");
            }
        });
        Append fourth = append(store, 4, null);
        store.submit(drive, fourth);
        tasks.removeFirst().run();
        assertThrows(StoreException.class, fourth::await);
        files.setFault((operation, path) -> {});
        fixture.advance(Duration.ofSeconds(31));
        store.tick();
        check(store, 1, 2);
        check(store, 3, 4);
        assertFalse(store.contains(StoreFixture.key(2)));
        store.close();
        check(open(), 1, 2);
        check(open(), 3, 4);
    }

    private static Append append(RecordStore store, int number, @Nullable StoreException cause) {
        RecordKey key = StoreFixture.key(number);
        return new Append(
                StoreFixture.kind(key),
                key,
                store.index().takeSequence(),
                ByteBuffer.wrap(bytes(number)),
                location -> {
                    if (cause != null) {
                        throw cause;
                    }
                    store.index().stored(key, location, false);
                });
    }

    @Test
    void aFlushOfTheIndexWritesAllThatWaitsAlsoAfterOneThatFailed() throws Exception {
        RecordStore store = open();
        put(store, 0);
        index.onCommit(() -> {
            throw new IOException("database is locked");
        });
        assertThrows(StoreException.class, store::flushIndex);
        put(store, 1);
        index.onCommit(() -> {});
        store.flushIndex();
        assertEquals(0, store.figures().waitingIndexRows());
        assertTrue(index.find(StoreFixture.key(0)).isPresent());
        assertTrue(index.find(StoreFixture.key(1)).isPresent());
        store.close();
    }
}
