// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.firstrun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.home.Figure;
import haulout.home.MachineReport;
import haulout.resources.settings.HoursGrid;
import haulout.resources.settings.Key;
import haulout.resources.settings.Preset;
import haulout.resources.settings.Settings;
import haulout.ui.SampleContext;
import haulout.ui.sample.Sample;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineTextTest {
    private static final MachineReport NOTHING =
            new MachineReport("", 1, Figure.unknown(), Figure.unknown(), List.of(), false);

    private final MachineText text = new MachineText(SampleContext.of(Sample.HEALTHY).words());

    private String say(MachineReport machine, Settings settings, String id) {
        return text.of(machine, settings).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow()
                .text();
    }

    @Test
    void whatIsNotKnownIsSaidToBeUnknown() {
        Settings settings = Settings.of(Preset.BALANCED);
        for (String id : List.of("processor", "memory", "battery")) {
            assertEquals("not known yet", say(NOTHING, settings, id), id);
        }
    }

    @Test
    void aComputerWithoutABatteryIsNotOneThatIsNotKnown() {
        Figure<Boolean> none = Figure.confirmed(false, Instant.EPOCH);
        MachineReport mains =
                new MachineReport(
                        "Quick 8",
                        8,
                        Figure.confirmed(16_000_000_000L, Instant.EPOCH),
                        none,
                        List.of(),
                        true);
        Settings settings = Settings.of(Preset.BALANCED);
        assertTrue(say(mains, settings, "battery").startsWith("none"));
        assertEquals("Quick 8", say(mains, settings, "processor"));
        assertEquals("16\u00a0GB", say(mains, settings, "memory"));
    }

    @Test
    void hoursAndAppsAreThoseThatWillHold() {
        for (Preset preset : List.of(Preset.BALANCED, Preset.QUIET, Preset.FULL)) {
            Settings settings = Settings.of(preset);
            assertTrue(say(NOTHING, settings, "hours").startsWith("every hour"), "" + preset);
            assertEquals(
                    settings.is(Key.APPS_FULL_SCREEN),
                    say(NOTHING, settings, "apps").contains("fills the screen"),
                    "" + preset);
            assertTrue(say(NOTHING, settings, "apps").contains("No app by its name"));
            assertEquals(0, settings.get(Key.BATTERY_HEAVY), "it rests on battery, as is said");
        }
        Settings other =
                Settings.of(Preset.BALANCED)
                        .with(HoursGrid.cheapPower())
                        .with(Key.APPS_FULL_SCREEN, 0);
        assertTrue(say(NOTHING, other, "hours").startsWith("not every hour"));
        assertTrue(say(NOTHING, other, "apps").startsWith("No app by its name"));
    }
}
