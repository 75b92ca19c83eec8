// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.home.Transfer;
import haulout.network.TransferException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private Instant now = START;
    private final List<Duration> waits = new ArrayList<>();
    private final List<Transfer.Stage> stages = new ArrayList<>();
    private final OngoingTransfer one =
            new OngoingTransfer(
                    1, "photo.jpg", true, 10, Optional.empty(), Optional.empty(), START);
    private final Patience patience =
            new Patience(
                    () -> now,
                    time -> {
                        waits.add(time);
                        stages.add(one.report().stage());
                        now = now.plus(time);
                    });
    private int attempts;

    private static TransferException refusal(TransferException.Kind kind) {
        return new TransferException(kind, 0, 67, "no");
    }

    @Test
    void nodesThatRestAreAskedAgainUntilTheyTakeIt() throws Exception {
        String got =
                patience.ask(
                        one,
                        () -> {
                            if (++attempts < 3) {
                                one.shortcoming("n1", false, "refused");
                                throw refusal(TransferException.Kind.NOT_YET);
                            }
                            return "stored";
                        });
        assertEquals("stored", got);
        assertEquals(List.of(Patience.AGAIN, Patience.AGAIN), waits);
        assertEquals(List.of(Transfer.Stage.RESTING, Transfer.Stage.RESTING), stages);
        assertEquals(List.of(), one.report().notes(), "of attempts that do not count");
    }

    @Test
    void aLargeFileIsNotCutIntoPiecesAllTheTime() throws Exception {
        Duration attempt = Duration.ofSeconds(20);
        int _ =
                patience.ask(
                        one,
                        () -> {
                            now = now.plus(attempt);
                            if (++attempts < 2) {
                                throw refusal(TransferException.Kind.NOT_YET);
                            }
                            return 0;
                        });
        assertEquals(List.of(attempt.multipliedBy(Patience.SPARING)), waits);
    }

    @Test
    void anyOtherFailureIsTheEnd() {
        assertThrows(
                TransferException.class,
                () ->
                        patience.ask(
                                one,
                                () -> {
                                    throw refusal(TransferException.Kind.TOO_FEW_SHARDS);
                                }));
        assertEquals(List.of(), waits);
    }

    @Test
    void patienceEnds() {
        TransferException last =
                assertThrows(
                        TransferException.class,
                        () ->
                                patience.ask(
                                        one,
                                        () -> {
                                            throw refusal(TransferException.Kind.NOT_YET);
                                        }));
        assertEquals(TransferException.Kind.NOT_YET, last.kind());
        Duration waited = Duration.between(START, now);
        assertTrue(waited.compareTo(Patience.LONGEST) > 0, waited.toString());
        assertTrue(waited.compareTo(Patience.LONGEST.plusSeconds(60)) < 0, waited.toString());
    }
}
