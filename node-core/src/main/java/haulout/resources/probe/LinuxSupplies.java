// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import haulout.resources.policy.Inputs.Power;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Batteries and mains, by `/sys/class/power_supply`. A mouse's battery is none of the computer's.
final class LinuxSupplies {
    // a battery that is put in is seen after so many readings
    private static final int FIND_AGAIN = 30;
    private static final int SMALL = 64;

    private final Path folder;
    private List<Battery> batteries = List.of();
    private List<ProcFile> plugs = List.of();
    private int left;

    private record Battery(ProcFile status, ProcFile capacity) {}

    LinuxSupplies(Path folder) {
        this.folder = folder;
    }

    /// Where the power comes from; empty where there is no battery.
    Optional<Power> power() throws IOException {
        if (left-- <= 0) {
            find();
            left = FIND_AGAIN;
        }
        if (batteries.isEmpty()) {
            return Optional.empty();
        }
        boolean drains = false;
        boolean fills = false;
        double charge = 0;
        int told = 0;
        for (Battery battery : batteries) {
            String status = read(battery.status());
            drains |= status.equals("Discharging");
            fills |= status.equals("Charging") || status.equals("Full");
            String percent = read(battery.capacity());
            if (!percent.isEmpty()) {
                charge += Double.parseDouble(percent);
                told++;
            }
        }
        boolean plugged = false;
        for (ProcFile plug : plugs) {
            plugged |= read(plug).equals("1");
        }
        boolean mains = plugged || fills || (plugs.isEmpty() && !drains);
        return Optional.of(
                new Power(mains, told == 0 ? Power.NO_CHARGE : (int) Math.round(charge / told)));
    }

    private void find() throws IOException {
        List<Battery> found = new ArrayList<>();
        List<ProcFile> online = new ArrayList<>();
        for (Path supply : list()) {
            String type = text(supply.resolve("type"));
            if (type.equals("Battery") && !text(supply.resolve("scope")).equals("Device")) {
                found.add(new Battery(file(supply, "status"), file(supply, "capacity")));
            } else if (type.equals("Mains") || type.startsWith("USB")) {
                online.add(file(supply, "online"));
            }
        }
        for (Battery battery : batteries) {
            battery.status().close();
            battery.capacity().close();
        }
        for (ProcFile plug : plugs) {
            plug.close();
        }
        batteries = found;
        plugs = online;
    }

    private List<Path> list() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    private static ProcFile file(Path supply, String name) {
        return new ProcFile(supply.resolve(name), SMALL);
    }

    // a supply may be pulled at any moment
    private static String read(ProcFile file) {
        try {
            return file.read().strip();
        } catch (IOException e) {
            return "";
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
