// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.resources.keep.SettingsFile;
import haulout.resources.policy.Inputs.NetworkCost;
import haulout.store.file.SystemFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HotspotsTest {
    @TempDir private Path folder;
    private NetworkCost cost = NetworkCost.FREE;
    private String name = "";
    private Hotspots hotspots;

    private void join(NetworkCost charges, String called) {
        cost = charges;
        name = called;
    }

    @BeforeEach
    void open() {
        hotspots =
                new Hotspots(
                        () -> cost,
                        () -> name,
                        SettingsFile.open(new SystemFiles(), folder, InstantSource.system()));
    }

    @Test
    void aNetworkThatLooksLikeAPhonesIsAskedAboutOnceAndTheAnswerOutlivesTheProgram()
            throws Exception {
        join(NetworkCost.LIKE_A_PHONE, "Guest room");
        assertEquals(NetworkCost.LIKE_A_PHONE, hotspots.measure());
        assertEquals(Optional.of("Guest room"), hotspots.question());
        hotspots.answer(false);
        assertEquals(Optional.empty(), hotspots.question());
        assertEquals(NetworkCost.FREE, hotspots.measure());
        open();
        assertEquals(NetworkCost.FREE, hotspots.measure());
        assertEquals(Optional.empty(), hotspots.question());
        join(NetworkCost.LIKE_A_PHONE, "Ada's iPhone");
        assertEquals(NetworkCost.LIKE_A_PHONE, hotspots.measure());
        hotspots.answer(true);
        assertEquals(NetworkCost.METERED, hotspots.measure());
        join(NetworkCost.LIKE_A_PHONE, "Guest room");
        assertEquals(NetworkCost.FREE, hotspots.measure());
    }

    @Test
    void theNameOfANetworkIsNotWrittenDown() throws Exception {
        join(NetworkCost.LIKE_A_PHONE, "Ada's iPhone");
        assertEquals(NetworkCost.LIKE_A_PHONE, hotspots.measure());
        hotspots.answer(true);
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(file).contains("iPhone"), file.toString());
            }
        }
    }

    @Test
    void whatIsSaidOfANetworkWithoutANameHoldsUntilAnotherIsThere() throws Exception {
        join(NetworkCost.LIKE_A_PHONE, "");
        assertEquals(NetworkCost.LIKE_A_PHONE, hotspots.measure());
        assertEquals(Optional.of(""), hotspots.question());
        hotspots.answer(false);
        assertEquals(NetworkCost.FREE, hotspots.measure());
        join(NetworkCost.FREE, "");
        assertEquals(NetworkCost.FREE, hotspots.measure());
        join(NetworkCost.LIKE_A_PHONE, "");
        assertEquals(NetworkCost.LIKE_A_PHONE, hotspots.measure());
        assertFalse(hotspots.hasAnswers());
    }

    @Test
    void whatTheSystemKnowsIsNotAskedAndAnAnswerToNothingIsNone() throws Exception {
        join(NetworkCost.METERED, "Train");
        assertEquals(NetworkCost.METERED, hotspots.measure());
        assertEquals(Optional.empty(), hotspots.question());
        hotspots.answer(false);
        assertFalse(hotspots.hasAnswers());
        assertEquals(NetworkCost.METERED, hotspots.measure());
    }

    @Test
    void whoForgetsIsAskedAgain() throws Exception {
        join(NetworkCost.LIKE_A_PHONE, "Guest room");
        assertEquals(NetworkCost.LIKE_A_PHONE, hotspots.measure());
        hotspots.answer(true);
        assertTrue(hotspots.hasAnswers());
        hotspots.forget();
        assertFalse(hotspots.hasAnswers());
        assertEquals(NetworkCost.LIKE_A_PHONE, hotspots.measure());
        assertEquals(Optional.of("Guest room"), hotspots.question());
    }
}
