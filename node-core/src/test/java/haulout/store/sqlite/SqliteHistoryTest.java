// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.BlobId;
import haulout.core.Hash32;
import haulout.core.ObjectId;
import haulout.store.Happening;
import haulout.store.IncomeRow;
import haulout.store.KeptFile;
import haulout.store.PaidOut;
import haulout.store.QuarterRow;
import haulout.store.WaitingFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteHistoryTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir private Path folder;

    private SqliteHistory open() throws Exception {
        return SqliteHistory.open(folder.resolve("history.db"), task -> new Thread(task).start());
    }

    private static KeptFile file(long number, Instant stored, Optional<ByteBuffer> secret) {
        return new KeptFile(
                new ObjectId(new Hash32(number, 0, 0, 1)),
                new BlobId(new Hash32(number, 0, 0, 2)),
                "photo " + number,
                number,
                stored,
                number + 10,
                true,
                secret);
    }

    @Test
    void happeningsComeNewestFirstByPageTimeAndKind() throws Exception {
        try (SqliteHistory history = open()) {
            for (int i = 0; i < 10; i++) {
                history.add(
                        new Happening(
                                0, NOON.plusSeconds(i), i % 2 == 0 ? "FILES" : "FILE", "s" + i));
            }
            List<Happening> all = history.happenings(Long.MAX_VALUE, Instant.EPOCH, Set.of(), 4);
            assertEquals(
                    List.of("s9", "s8", "s7", "s6"),
                    all.stream().map(Happening::sentence).toList());
            List<Happening> next =
                    history.happenings(all.getLast().number(), Instant.EPOCH, Set.of(), 2);
            assertEquals(List.of("s5", "s4"), next.stream().map(Happening::sentence).toList());
            List<Happening> files =
                    history.happenings(Long.MAX_VALUE, NOON.plusSeconds(3), Set.of("FILES"), 100);
            assertEquals(
                    List.of("s8", "s6", "s4"), files.stream().map(Happening::sentence).toList());
            history.forgetBefore(NOON.plusSeconds(9));
            assertEquals(
                    1, history.happenings(Long.MAX_VALUE, Instant.EPOCH, Set.of(), 100).size());
        }
    }

    @Test
    void filesAndTheirSecretsAreThereAfterAnotherStart() throws Exception {
        KeptFile old = file(1, NOON, Optional.empty());
        KeptFile locked =
                file(2, NOON.plusSeconds(1), Optional.of(ByteBuffer.wrap(new byte[] {7, 8})));
        try (SqliteHistory history = open()) {
            history.put(old);
            history.put(locked);
            history.put(locked.until(99));
            history.add(new PaidOut(NOON, 5, "first"));
            history.add(new PaidOut(NOON, 6, "second"));
        }
        try (SqliteHistory history = open()) {
            assertEquals(List.of(locked.until(99), old), history.files());
            assertEquals(
                    Optional.of(ByteBuffer.wrap(new byte[] {7, 8})),
                    history.files().getFirst().secret());
            history.remove(locked);
            assertEquals(List.of(old), history.files());
            assertEquals(List.of(new PaidOut(NOON, 6, "second")), history.payouts(1));
            assertTrue(history.payouts(10).size() == 2);
        }
    }

    @Test
    void quartersAreKeptReplacedAndForgotten() throws Exception {
        QuarterRow first =
                new QuarterRow(
                        NOON,
                        Duration.ofMinutes(9),
                        Duration.ofMinutes(6),
                        Duration.ZERO,
                        Optional.of("why"));
        QuarterRow second =
                new QuarterRow(
                        NOON.plusSeconds(900),
                        Duration.ZERO,
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(3),
                        Optional.empty());
        try (SqliteHistory history = open()) {
            history.put(second);
            history.put(
                    new QuarterRow(
                            NOON, Duration.ZERO, Duration.ZERO, Duration.ZERO, Optional.empty()));
            history.put(first);
        }
        try (SqliteHistory history = open()) {
            assertEquals(List.of(first, second), history.quarters(NOON));
            assertEquals(List.of(second), history.quarters(NOON.plusSeconds(1)));
            history.forgetBefore(NOON.plusSeconds(1));
            assertEquals(List.of(second), history.quarters(Instant.EPOCH));
        }
    }

    @Test
    void aFileOnItsWayOutlivesTheProgram() throws Exception {
        WaitingFile waiting =
                new WaitingFile(
                        0,
                        folder.resolve("letter.txt"),
                        5,
                        true,
                        Optional.of(ByteBuffer.wrap(new byte[] {1, 2, 3})),
                        NOON);
        long number;
        try (SqliteHistory history = open()) {
            number = history.add(waiting);
            history.add(waiting);
        }
        try (SqliteHistory history = open()) {
            List<WaitingFile> all = history.waiting();
            assertEquals(2, all.size());
            assertEquals(number, all.getFirst().number());
            assertEquals(waiting.secret(), all.getFirst().secret());
            assertEquals(waiting.file(), all.getFirst().file());
            KeptFile kept =
                    new KeptFile(
                            ObjectId.of(new byte[32]),
                            BlobId.of(new byte[32]),
                            "letter.txt",
                            7,
                            NOON,
                            5,
                            true,
                            waiting.secret());
            history.arrived(number, kept);
            assertEquals(List.of(kept), history.files());
            assertEquals(1, history.waiting().size());
            history.giveUp(history.waiting().getFirst().number());
            assertEquals(List.of(), history.waiting());
            assertEquals(List.of(kept), history.files());
        }
    }

    private static IncomeRow income(long first, long last, long begin, long frost) {
        return new IncomeRow(
                first,
                last,
                NOON.plusSeconds(begin),
                NOON.plusSeconds(begin + 10 * (last - first + 1)),
                frost,
                1,
                false,
                first == 1);
    }

    @Test
    void incomeIsKeptInItsOrderAndFoldedRowsTakeThePlaceOfTheirs() throws Exception {
        try (SqliteHistory history = open()) {
            history.addIncomes(
                    List.of(
                            income(1, 1, 0, 5),
                            income(2, 2, 10, 5),
                            income(3, 3, 20, 5),
                            // the clock was set back
                            income(4, 4, 15, 5)));
            history.foldIncomes(List.of(income(1, 2, 0, 10)));
        }
        try (SqliteHistory history = open()) {
            assertEquals(
                    List.of(income(1, 2, 0, 10), income(3, 3, 20, 5), income(4, 4, 15, 5)),
                    history.incomes());
            history.forgetBefore(NOON.plusSeconds(1_000_000));
            assertEquals(3, history.incomes().size());
        }
    }
}
