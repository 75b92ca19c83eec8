// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.settings;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// All settings of the resource rules; immutable, every number within its range.
///
/// @param mode the owner's switch
/// @param preset where the defaults come from
/// @param numbers every key
/// @param rates every limit of the line
/// @param drives by drive id, absent ones have [DriveChoice#DEFAULT]
/// @param apps names of executables that make heavy work rest
/// @param hours the week
/// @param others keys of other versions as JSON text, written back as they were
public record Settings(
        Mode mode,
        Preset preset,
        Map<Key, Long> numbers,
        Map<RateKey, LineRate> rates,
        Map<String, DriveChoice> drives,
        List<String> apps,
        HoursGrid hours,
        Map<String, String> others) {

    /// Most apps on the list; a file with more is cut.
    public static final int MAX_APPS = 200;

    /// Copies the collections, fills what lacks from the preset and refuses numbers out of range.
    public Settings {
        Map<Key, Long> all = new EnumMap<>(Key.class);
        for (Key key : Key.values()) {
            long value = Optional.ofNullable(numbers.get(key)).orElse(key.of(preset));
            if (!key.allows(value)) {
                throw new IllegalArgumentException(
                        key.text() + " of " + value + ", " + key.min() + " to " + key.max());
            }
            all.put(key, value);
        }
        Map<RateKey, LineRate> lines = new EnumMap<>(RateKey.class);
        for (RateKey key : RateKey.values()) {
            lines.put(key, Optional.ofNullable(rates.get(key)).orElse(key.of(preset)));
        }
        numbers = Collections.unmodifiableMap(all);
        rates = Collections.unmodifiableMap(lines);
        drives = Collections.unmodifiableMap(new TreeMap<>(drives));
        apps = List.copyOf(apps.subList(0, Math.min(MAX_APPS, apps.size())));
        others = Collections.unmodifiableMap(new TreeMap<>(others));
    }

    /// The values of a preset, automatic, all hours free.
    public static Settings of(Preset preset) {
        return new Settings(
                Mode.AUTOMATIC,
                preset,
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                HoursGrid.FREE,
                Map.of());
    }

    /// A number, or 0 and 1.
    public long get(Key key) {
        return Optional.ofNullable(numbers.get(key)).orElseThrow();
    }

    /// A yes or no.
    public boolean is(Key key) {
        return get(key) != 0;
    }

    /// A limit of the line.
    public LineRate get(RateKey key) {
        return Optional.ofNullable(rates.get(key)).orElseThrow();
    }

    /// What is set for a drive.
    public DriveChoice drive(String id) {
        return drives.getOrDefault(id, DriveChoice.DEFAULT);
    }

    /// The same with another switch.
    public Settings with(Mode other) {
        return new Settings(other, preset, numbers, rates, drives, apps, hours, others);
    }

    /// The same with another number.
    ///
    /// @throws IllegalArgumentException out of range
    public Settings with(Key key, long value) {
        Map<Key, Long> changed = new EnumMap<>(numbers);
        changed.put(key, value);
        return new Settings(mode, preset, changed, rates, drives, apps, hours, others);
    }

    /// The same with another limit of the line.
    public Settings with(RateKey key, LineRate value) {
        Map<RateKey, LineRate> changed = new EnumMap<>(rates);
        changed.put(key, value);
        return new Settings(mode, preset, numbers, changed, drives, apps, hours, others);
    }

    /// The same with another week.
    public Settings with(HoursGrid grid) {
        return new Settings(mode, preset, numbers, rates, drives, apps, grid, others);
    }

    /// The same with a drive's numbers.
    public Settings with(String drive, DriveChoice choice) {
        Map<String, DriveChoice> changed = new TreeMap<>(drives);
        changed.put(drive, choice);
        return new Settings(mode, preset, numbers, rates, changed, apps, hours, others);
    }

    /// The same with another list of apps.
    public Settings withApps(List<String> names) {
        return new Settings(mode, preset, numbers, rates, drives, names, hours, others);
    }

    /// The same with all numbers of a preset; hours, drives, apps and the switch stay.
    public Settings back(Preset to) {
        return new Settings(mode, to, Map.of(), Map.of(), drives, apps, hours, others);
    }

    /// What counts in a mode: in quiet mode the quiet preset's numbers, the owner's own otherwise.
    public Settings effective(Mode.Kind kind) {
        if (kind != Mode.Kind.QUIET) {
            return this;
        }
        Settings quiet = back(Preset.QUIET);
        for (Key kept : KEPT_IN_QUIET) {
            quiet = quiet.with(kept, get(kept));
        }
        return quiet;
    }

    // choices that no preset makes
    private static final List<Key> KEPT_IN_QUIET =
            List.of(
                    Key.NET_MONTH_BYTES,
                    Key.NET_MONTH_DAY,
                    Key.NET_METERED,
                    Key.NET_METERED_DAY_BYTES,
                    Key.SWITCH_HEAVY_OFF,
                    Key.SWITCH_INTERNET_OFF,
                    Key.SLEEP_KEEP_AWAKE);
}
