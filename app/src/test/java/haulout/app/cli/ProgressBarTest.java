// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final ByteArrayOutputStream drawn = new ByteArrayOutputStream();
    private final PrintStream terminal = new PrintStream(drawn, true, StandardCharsets.US_ASCII);
    private Instant now = Instant.EPOCH;

    private ProgressBar bar(long total) {
        InstantSource clock = () -> now;
        return ProgressBar.over("encoding", total, terminal, clock);
    }

    private void pass(long millis) {
        now = now.plus(Duration.ofMillis(millis));
    }

    private String takeDrawn() {
        String text = drawn.toString(StandardCharsets.US_ASCII);
        drawn.reset();
        return text;
    }

    @Test
    void staysAwayFromShortWork() {
        try (ProgressBar bar = bar(100)) {
            pass(999);
            bar.advance(99);
            assertEquals(99, bar.done());
        }
        assertEquals("", takeDrawn());
    }

    @Test
    void appearsAfterASecondAndLeavesNothingBehind() {
        ProgressBar bar = bar(100);
        pass(1000);
        bar.advance(50);
        assertEquals(
                "\rencoding [###############...............]  50 %, 1 s left\u001b[K", takeDrawn());
        bar.close();
        assertEquals("\r\u001b[K", takeDrawn());
        bar.close();
        assertEquals("", takeDrawn());
    }

    @Test
    void isNotDrawnMoreThanTenTimesASecond() {
        ProgressBar bar = bar(1000);
        pass(1000);
        bar.advance(1);
        takeDrawn();
        pass(99);
        bar.advance(1);
        assertEquals("", takeDrawn());
        pass(1);
        bar.advance(98);
        assertEquals(
                "\rencoding [###...........................]  10 %, 10 s left\u001b[K",
                takeDrawn());
    }

    @Test
    void saysLongTimesInMinutesAndHours() {
        ProgressBar bar = bar(1000);
        pass(60_000);
        bar.advance(50);
        assertEquals(
                "\rencoding [#.............................]   5 %, 19 min left\u001b[K",
                takeDrawn());
        pass(3_600_000);
        bar.advance(50);
        assertEquals(
                "\rencoding [###...........................]  10 %, 10 h left\u001b[K",
                takeDrawn());
    }

    @Test
    void makesNoGuessFromTheFirstSteps() {
        ProgressBar bar = bar(1000);
        pass(1000);
        bar.advance(49);
        assertEquals("\rencoding [#.............................]   4 %\u001b[K", takeDrawn());
    }

    @Test
    void moreThanAllIsAll() {
        ProgressBar bar = bar(10);
        pass(2000);
        bar.advance(11);
        assertEquals(
                "\rencoding [##############################] 100 %, 0 s left\u001b[K", takeDrawn());
    }

    @Test
    void nothingToDoIsDone() {
        ProgressBar bar = bar(0);
        pass(2000);
        bar.advance(0);
        assertEquals(
                "\rencoding [##############################] 100 %, 0 s left\u001b[K", takeDrawn());
    }

    @Test
    void drawsNothingOnceClosed() {
        ProgressBar bar = bar(10);
        bar.close();
        pass(2000);
        bar.advance(1);
        assertEquals("", takeDrawn());
    }

    @Test
    void countsWithoutATerminal() {
        try (ProgressBar bar = ProgressBar.over("encoding", 10, null, () -> now)) {
            pass(5000);
            bar.advance(4);
            assertEquals(4, bar.done());
        }
    }

    @Test
    void refusesANegativeTotal() {
        assertThrows(IllegalArgumentException.class, () -> bar(-1));
    }
}
