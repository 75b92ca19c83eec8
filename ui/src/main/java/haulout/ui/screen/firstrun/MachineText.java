// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.firstrun;

import haulout.home.Figure;
import haulout.home.MachineReport;
import haulout.resources.settings.HoursGrid;
import haulout.resources.settings.Key;
import haulout.resources.settings.Settings;
import haulout.ui.text.Formats;
import haulout.ui.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the scan found out about this computer, and which hours and apps make it rest, in words.
/// What it does not know is said to be unknown.
final class MachineText {
    private final Words words;
    private final Formats formats;

    MachineText(Words words) {
        this.words = words;
        this.formats = words.formats();
    }

    /// In the order in which it is shown.
    ///
    /// @param settings what will hold after the start
    List<FirstRunState.Detail> of(MachineReport machine, Settings settings) {
        return List.of(
                detail(
                        "processor",
                        Optional.of(machine.processor()).filter(name -> !name.isBlank())),
                detail("memory", known(machine.memoryBytes()).map(formats::bytes)),
                detail("battery", machine.hasBattery().asOptional().map(this::battery)),
                detail("hours", Optional.of(hours(settings.hours()))),
                detail("apps", Optional.of(apps(settings))));
    }

    private static <T> Optional<T> known(Figure<T> figure) {
        return figure instanceof Figure.Known<T> known
                ? Optional.of(known.value())
                : Optional.empty();
    }

    private FirstRunState.Detail detail(String id, Optional<String> text) {
        return new FirstRunState.Detail(
                id,
                words.say("firstrun.details." + id),
                text.orElseGet(() -> words.say("figure.unknown")));
    }

    private String battery(boolean has) {
        return words.say(has ? "firstrun.battery" : "firstrun.mains");
    }

    private String hours(HoursGrid hours) {
        return words.say(
                hours.equals(HoursGrid.FREE) ? "firstrun.hours.all" : "firstrun.hours.some");
    }

    private String apps(Settings settings) {
        List<String> parts = new ArrayList<>();
        if (settings.is(Key.APPS_FULL_SCREEN)) {
            parts.add(words.say("firstrun.apps.full"));
        }
        parts.add(
                settings.apps().isEmpty()
                        ? words.say("firstrun.apps.none")
                        : String.join(", ", settings.apps()));
        return String.join(" ", parts);
    }
}
