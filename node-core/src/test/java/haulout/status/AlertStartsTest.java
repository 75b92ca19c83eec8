// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Since when something is said not to be well.
class AlertStartsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final String PRESENT = "drive.present";

    private final Household house = new Household(NOW);
    private AlertStarts starts = AlertStarts.NONE;

    private Optional<Instant> since(String check) {
        Surface surface = StatusFunction.look(house.facts(), starts);
        starts = starts.after(surface);
        return surface.alerts().stream()
                .filter(alert -> alert.check().equals(check))
                .map(AlertReport::since)
                .findFirst();
    }

    private Instant later() {
        house.now = house.now.plus(Duration.ofSeconds(5));
        return house.now;
    }

    private void secondDriveGoesAway() {
        house.secondMarker = Look.failed(NOW);
        assertEquals(Optional.of(NOW), since(PRESENT));
    }

    @Test
    void onlyALookThatFindsAllWellEndsIt() {
        secondDriveGoesAway();
        house.secondMarker = Look.failed(later());
        assertEquals(Optional.of(NOW), since(PRESENT));
        // as after a restart, when nobody has looked yet
        house.secondMarker = Look.never();
        later();
        assertEquals(Optional.empty(), since(PRESENT));
        house.secondMarker = Look.failed(later());
        assertEquals(Optional.of(NOW), since(PRESENT));
        house.secondMarker = Look.passed(later());
        assertEquals(Optional.empty(), since(PRESENT));
        Instant again = later();
        house.secondMarker = Look.failed(again);
        assertEquals(Optional.of(again), since(PRESENT));
    }

    @Test
    void aNodeThatIsStoppedForgetsNothing() {
        secondDriveGoesAway();
        List<String> drives = house.drives;
        house.drives = List.of();
        later();
        assertEquals(Optional.empty(), since(PRESENT));
        house.drives = drives;
        house.secondMarker = Look.failed(later());
        assertEquals(Optional.of(NOW), since(PRESENT));
    }

    @Test
    void aDriveThatIsNoLongerLentIsForgotten() {
        secondDriveGoesAway();
        List<String> drives = house.drives;
        house.drives = drives.subList(0, 1);
        house.marker = Look.passed(later());
        assertEquals(Optional.empty(), since(PRESENT));
        assertEquals(Map.of(), starts.times());
    }

    @Test
    void aClockThatWasSetBackMakesNoAlertOfTheFuture() {
        secondDriveGoesAway();
        house.now = NOW.minusSeconds(3600);
        house.secondMarker = Look.failed(house.now);
        assertEquals(Optional.of(house.now), since(PRESENT));
    }

    @Test
    void asLongAsNothingChangesTheyAreTheSame() {
        secondDriveGoesAway();
        AlertStarts before = starts;
        house.secondMarker = Look.failed(later());
        assertEquals(Optional.of(NOW), since(PRESENT));
        assertSame(before, starts);
    }
}
