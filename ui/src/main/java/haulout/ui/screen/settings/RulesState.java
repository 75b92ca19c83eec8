// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.settings;

import haulout.resources.settings.Settings;
import haulout.ui.control.HourStrip;
import java.util.List;
import java.util.Map;

/// What the resource rules show; every text is ready.
///
/// @param draft what the controls show; it holds unless it contradicts itself
/// @param isChanged whether numbers differ from those of the preset
/// @param forecast what the rules would have allowed, or why that is not known
/// @param hours 168, or none when too little is recorded
/// @param strongest the rules that stop it most, when there is little left; empty otherwise
/// @param conflicts by part
/// @param days each day in words, Monday first
record RulesState(
        Settings draft,
        boolean isChanged,
        String forecast,
        List<HourStrip.Hour> hours,
        String strongest,
        Map<Section, List<Conflict>> conflicts,
        List<String> days) {
    RulesState {
        hours = List.copyOf(hours);
        conflicts = Map.copyOf(conflicts);
        days = List.copyOf(days);
    }

    /// Something that makes no sense together.
    ///
    /// @param repair the words on the button that ends it; empty if there is no such button
    record Conflict(String text, String repair, Runnable onRepair) {}
}
