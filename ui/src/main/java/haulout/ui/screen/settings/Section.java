// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.settings;

import haulout.text.Sentence;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The parts of the resource rules, and which contradictions belong to each.
enum Section {
    /// While the computer is used.
    USE("conflict.user"),
    /// Processor and heat.
    PROCESSOR("conflict.heat"),
    /// Battery.
    BATTERY("conflict.battery"),
    /// Disk.
    DISK("conflict.floor", "conflict.lend"),
    /// Internet.
    NETWORK("conflict.upload", "conflict.download"),
    /// Games and films.
    APPS,
    /// Hours.
    HOURS("conflict.hours", "settings.all-off"),
    /// What belongs to no other.
    OTHER("conflict.switches");

    // because it is made by List.of and never changes
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> conflicts;

    Section(String... conflicts) {
        this.conflicts = List.of(conflicts);
    }

    /// Where a contradiction is shown.
    static Section of(Sentence contradiction) {
        return Arrays.stream(values())
                .filter(section -> section.conflicts.contains(contradiction.key()))
                .findFirst()
                .orElse(OTHER);
    }

    String key() {
        return "settings.rules." + name().toLowerCase(Locale.ROOT);
    }
}
