// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.resources.keep.SettingsFile;
import haulout.resources.policy.Inputs.NetworkCost;
import haulout.resources.policy.Inputs.Presence;
import haulout.resources.probe.Desktop;
import haulout.store.file.SystemFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HotspotsTest {
    @TempDir private Path folder;
    private final Network network = new Network();
    private Hotspots hotspots;

    /// A computer in the network that a test says.
    private static final class Network implements Desktop {
        private NetworkCost cost = NetworkCost.FREE;
        private String name = "";

        void join(NetworkCost charges, String called) {
            cost = charges;
            name = called;
        }

        @Override
        public NetworkCost network() {
            return cost;
        }

        @Override
        public String networkName() {
            return name;
        }

        @Override
        public boolean hasDisplay() {
            return true;
        }

        @Override
        public Presence presence() throws IOException {
            throw new IOException("not asked for");
        }

        @Override
        public boolean saver() throws IOException {
            throw new IOException("not asked for");
        }

        @Override
        public boolean fullScreen() throws IOException {
            throw new IOException("not asked for");
        }

        @Override
        public boolean goingDown() throws IOException {
            throw new IOException("not asked for");
        }
    }

    @BeforeEach
    void open() {
        hotspots =
                new Hotspots(
                        network,
                        SettingsFile.open(new SystemFiles(), folder, InstantSource.system()));
    }

    @Test
    void aNetworkThatLooksLikeAPhonesIsAskedAboutOnceAndTheAnswerOutlivesTheProgram()
            throws Exception {
        network.join(NetworkCost.LIKE_A_PHONE, "Guest room");
        assertEquals(NetworkCost.LIKE_A_PHONE, hotspots.measure());
        assertEquals(Optional.of("Guest room"), hotspots.question());
        hotspots.answer(false);
        assertEquals(Optional.empty(), hotspots.question());
        assertEquals(NetworkCost.FREE, hotspots.measure());
        open();
        assertEquals(NetworkCost.FREE, hotspots.measure());
        assertEquals(Optional.empty(), hotspots.question());
        network.join(NetworkCost.LIKE_A_PHONE, "Ada's iPhone");
        assertEquals(NetworkCost.LIKE_A_PHONE, hotspots.measure());
        hotspots.answer(true);
        assertEquals(NetworkCost.METERED, hotspots.measure());
        network.join(NetworkCost.LIKE_A_PHONE, "Guest room");
        assertEquals(NetworkCost.FREE, hotspots.measure());
    }

    @Test
    void theNameOfANetworkIsNotWrittenDown() throws Exception {
        network.join(NetworkCost.LIKE_A_PHONE, "Ada's iPhone");
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
        network.join(NetworkCost.LIKE_A_PHONE, "");
        assertEquals(NetworkCost.LIKE_A_PHONE, hotspots.measure());
        assertEquals(Optional.of(""), hotspots.question());
        hotspots.answer(false);
        assertEquals(NetworkCost.FREE, hotspots.measure());
        network.join(NetworkCost.FREE, "");
        assertEquals(NetworkCost.FREE, hotspots.measure());
        network.join(NetworkCost.LIKE_A_PHONE, "");
        assertEquals(NetworkCost.LIKE_A_PHONE, hotspots.measure());
        assertFalse(hotspots.hasAnswers());
    }

    @Test
    void whatTheSystemKnowsIsNotAskedAndAnAnswerToNothingIsNone() throws Exception {
        network.join(NetworkCost.METERED, "Train");
        assertEquals(NetworkCost.METERED, hotspots.measure());
        assertEquals(Optional.empty(), hotspots.question());
        hotspots.answer(false);
        assertFalse(hotspots.hasAnswers());
        assertEquals(NetworkCost.METERED, hotspots.measure());
    }

    @Test
    void whoForgetsIsAskedAgain() throws Exception {
        network.join(NetworkCost.LIKE_A_PHONE, "Guest room");
        assertEquals(NetworkCost.LIKE_A_PHONE, hotspots.measure());
        hotspots.answer(true);
        assertTrue(hotspots.hasAnswers());
        hotspots.forget();
        assertFalse(hotspots.hasAnswers());
        assertEquals(NetworkCost.LIKE_A_PHONE, hotspots.measure());
        assertEquals(Optional.of("Guest room"), hotspots.question());
    }
}
