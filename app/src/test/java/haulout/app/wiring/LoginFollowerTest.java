// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.app.platform.LoginStart;
import haulout.home.Forecast;
import haulout.home.SettingsDesk;
import haulout.resources.settings.Settings;
import haulout.text.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginFollowerTest {
    @TempDir private Path folder;

    private final Map<String, String> preferences = new HashMap<>();
    private LoginStart system;
    private LoginFollower follower;

    /// Preferences only.
    private final class Desk implements SettingsDesk {
        @Override
        public Settings current() {
            throw new AssertionError("not asked for");
        }

        @Override
        public CompletionStage<Void> apply(Settings settings) {
            throw new AssertionError("not asked for");
        }

        @Override
        public List<Sentence> contradictions(Settings settings) {
            throw new AssertionError("not asked for");
        }

        @Override
        public CompletionStage<Forecast> forecast(Settings settings) {
            throw new AssertionError("not asked for");
        }

        @Override
        public CompletionStage<Void> answerHotspot(boolean isHotspot) {
            throw new AssertionError("not asked for");
        }

        @Override
        public boolean hasHotspotAnswers() {
            throw new AssertionError("not asked for");
        }

        @Override
        public CompletionStage<Void> forgetHotspots() {
            throw new AssertionError("not asked for");
        }

        @Override
        public Optional<String> preference(String name) {
            return Optional.ofNullable(preferences.get(name));
        }

        @Override
        public CompletionStage<Void> setPreference(String name, String value) {
            preferences.put(name, value);
            return CompletableFuture.completedFuture(null);
        }
    }

    @BeforeEach
    void make() {
        system = new LoginStart(folder, Optional.of(Path.of("/opt/haulout")));
        follower = new LoginFollower(new Desk(), Optional.of(system));
    }

    private boolean isHidden() throws IOException {
        return Files.readString(folder.resolve("haulout.desktop")).contains(" --hidden");
    }

    @Test
    void whatTheOwnerSetHappensAndWhatWasNeverSetStays() throws IOException {
        system.turnOn(true);
        follower.follow();
        assertTrue(system.isOn(), "never set");
        preferences.put("start.login", "false");
        follower.follow();
        assertFalse(system.isOn());
        preferences.put("start.login", "true");
        follower.follow();
        assertTrue(system.isOn());
        assertTrue(isHidden());
    }

    @Test
    void itStartsWithItsWindowIfTheOwnerWantsThat() throws IOException {
        preferences.put("start.login", "true");
        follower.follow();
        assertTrue(isHidden());
        preferences.put("start.hidden", "false");
        follower.follow();
        assertFalse(isHidden());
    }

    @Test
    void aFileThatTheOwnerRemovedByHandIsNotMadeAgainAndAgain() {
        preferences.put("start.login", "true");
        follower.follow();
        assertTrue(folder.resolve("haulout.desktop").toFile().delete());
        follower.follow();
        assertFalse(system.isOn());
    }

    @Test
    void whereItCannotBeSetNothingBreaks() {
        preferences.put("start.login", "true");
        new LoginFollower(new Desk(), Optional.empty()).follow();
        new LoginFollower(new Desk(), Optional.of(new LoginStart(folder, Optional.empty())))
                .follow();
        assertFalse(system.isOn());
    }
}
