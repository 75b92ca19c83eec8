// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The processor's temperature: the sensors of its own drivers, else the thermal zone of its
/// package, else the first zone there is.
final class LinuxHeat {
    // a driver may be loaded late; without one there is little to be found
    private static final int FIND_AGAIN = 60;
    private static final int SMALL = 64;
    private static final double MILLI = 1_000;
    private static final double ABSURD = 150;
    // kernel documentation, hwmon: Intel, AMD, VIA, and what boards with ARM processors call it
    private static final Set<String> DRIVERS =
            Set.of("coretemp", "k10temp", "zenpower", "via_cputemp", "cpu_thermal", "soc_thermal");
    private static final Set<String> ZONES =
            Set.of("x86_pkg_temp", "cpu-thermal", "cpu_thermal", "soc-thermal", "soc_thermal");

    private final Path sys;
    private List<ProcFile> sensors = List.of();
    private int left;

    LinuxHeat(Path sys) {
        this.sys = sys;
    }

    /// The hottest sensor of the processor.
    Optional<Double> celsius() throws IOException {
        if (sensors.isEmpty() && left-- <= 0) {
            sensors = find();
            left = FIND_AGAIN;
        }
        double hottest = 0;
        for (ProcFile sensor : sensors) {
            hottest = Math.max(hottest, read(sensor));
        }
        return hottest > 0 && hottest < ABSURD ? Optional.of(hottest) : Optional.empty();
    }

    private static double read(ProcFile sensor) {
        try {
            return Double.parseDouble(sensor.read().strip()) / MILLI;
        } catch (IOException | NumberFormatException e) {
            return 0; // a core that sleeps has no temperature
        }
    }

    private List<ProcFile> find() throws IOException {
        List<ProcFile> found = new ArrayList<>();
        for (Path chip : list(sys.resolve("class/hwmon"))) {
            if (DRIVERS.contains(text(chip.resolve("name")))) {
                for (Path file : list(chip)) {
                    String name = file.getFileName().toString();
                    if (name.startsWith("temp") && name.endsWith("_input")) {
                        found.add(new ProcFile(file, SMALL));
                    }
                }
            }
        }
        return found.isEmpty() ? zones() : found;
    }

    private List<ProcFile> zones() throws IOException {
        List<ProcFile> all = new ArrayList<>();
        List<ProcFile> named = new ArrayList<>();
        for (Path zone : list(sys.resolve("class/thermal"))) {
            if (zone.getFileName().toString().startsWith("thermal_zone")) {
                ProcFile file = new ProcFile(zone.resolve("temp"), SMALL);
                all.add(file);
                if (ZONES.contains(text(zone.resolve("type")))) {
                    named.add(file);
                }
            }
        }
        return !named.isEmpty() ? named : all.stream().limit(1).toList();
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file).strip() : "";
        } catch (IOException e) {
            return "";
        }
    }
}
