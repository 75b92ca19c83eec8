// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.settings;

import haulout.resources.settings.HoursGrid;
import haulout.resources.settings.Key;
import haulout.resources.settings.RateKey;
import haulout.resources.settings.Settings;
import haulout.text.Sentence;
import java.util.Optional;

/// The one change that ends a contradiction.
final class Repair {
    /// Degrees that lie between resting and starting again.
    private static final long COOLING = 15;

    /// Percent of the processor that heavy work gets while the computer is used.
    private static final long GENTLE = 25;

    private Repair() {}

    /// Settings without that contradiction; empty if it is not known how.
    static Optional<Settings> of(Sentence contradiction, Settings settings) {
        return switch (contradiction.key()) {
            case "conflict.hours", "settings.all-off" -> Optional.of(settings.with(HoursGrid.FREE));
            case "conflict.heat" ->
                    Optional.of(
                            settings.with(
                                    Key.HEAT_RESUME,
                                    Math.max(
                                            Key.HEAT_RESUME.min(),
                                            settings.get(Key.HEAT_LIMIT) - COOLING)));
            case "conflict.battery" ->
                    Optional.of(
                            settings.with(Key.BATTERY_SLEEP, settings.get(Key.BATTERY_ANSWER_MIN)));
            case "conflict.user" -> Optional.of(settings.with(Key.CPU_SHARE_USING, GENTLE));
            case "conflict.switches" ->
                    Optional.of(
                            settings.with(Key.SWITCH_HEAVY_OFF, 0)
                                    .with(Key.SWITCH_INTERNET_OFF, 0));
            case "conflict.upload" ->
                    Optional.of(settings.with(RateKey.UP_AWAY, settings.get(RateKey.UP_USING)));
            case "conflict.download" ->
                    Optional.of(settings.with(RateKey.DOWN_AWAY, settings.get(RateKey.DOWN_USING)));
            default -> Optional.empty();
        };
    }

    /// The words on the button.
    static String key(Sentence contradiction) {
        return switch (contradiction.key()) {
            case "conflict.hours", "settings.all-off" -> "settings.repair.hours";
            case "conflict.heat" -> "settings.repair.heat";
            case "conflict.battery" -> "settings.repair.battery";
            case "conflict.user" -> "settings.repair.user";
            case "conflict.switches" -> "settings.repair.switches";
            default -> "settings.repair.line";
        };
    }
}
