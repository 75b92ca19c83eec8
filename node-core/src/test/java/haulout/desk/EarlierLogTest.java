// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.home.LogPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlierLogTest {
    private static final Instant BEFORE = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.500Z");
    private static final int LARGEST = 256 << 10;

    @TempDir private Path folder;

    private void write(int age, String text) throws IOException {
        Files.writeString(LogPlace.file(folder, age), text);
    }

    private static String line(Instant at, String text) {
        return at + " INFO part.Of " + text + "\n";
    }

    private Optional<String> earlier() {
        return EarlierLog.of(folder, Optional.of(NOW));
    }

    @Test
    void whereThereIsNoLogNothingIsEarlier() throws Exception {
        assertEquals(Optional.empty(), earlier());
        write(0, "");
        assertEquals(Optional.empty(), earlier());
    }

    @Test
    void theLinesBeforeThisRunAreEarlierWithTheTracesThatBelongToThem() throws Exception {
        String earlier = line(BEFORE, "said") + "java.io.IOException: cause\n\tat part.Of\n";
        write(0, earlier + line(NOW, "begun") + line(NOW.plusSeconds(1), "said now"));
        assertEquals(Optional.of(earlier), earlier());
    }

    @Test
    void aRunWithoutLinesLeavesAllOfThemToEarlierOnes() throws Exception {
        write(0, line(BEFORE, "said"));
        assertEquals(Optional.of(line(BEFORE, "said")), EarlierLog.of(folder, Optional.empty()));
    }

    @Test
    void linesOfThisRunAloneAreNotEarlier() throws Exception {
        write(0, line(NOW, "begun"));
        assertEquals(Optional.empty(), earlier());
    }

    @Test
    void whenThisRunHasFilledAFileTheOneBeforeIsLookedAt() throws Exception {
        write(0, line(NOW.plusSeconds(9), "goes on"));
        write(1, line(BEFORE, "said") + line(NOW, "begun"));
        assertEquals(Optional.of(line(BEFORE, "said")), earlier());
    }

    @Test
    void ofALargeFileWholeLinesOfItsEndAreTaken() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < 2 * LARGEST; i++) {
            text.append(line(BEFORE.plusMillis(i), "ä line " + i));
        }
        write(0, text + line(NOW, "begun"));
        String found = earlier().orElseThrow();
        assertTrue(
                found.length() > LARGEST / 2 && found.length() <= LARGEST,
                () -> "length " + found.length());
        assertTrue(text.toString().endsWith(found));
        assertTrue(found.startsWith("2026-11-20T"), found.substring(0, 60));
        assertFalse(found.contains("begun"));
    }
}
