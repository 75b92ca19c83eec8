// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.guest;

import haulout.resources.probe.Counters;
import haulout.resources.probe.Hardware;
import haulout.resources.probe.LinuxDisks;
import haulout.resources.probe.OthersShare;
import haulout.resources.probe.Probe;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// How busy others keep each lent drive, on the mean of ten seconds. A drive whose disk the system
/// does not name is left out.
final class DiskUse implements Probe<Map<String, Double>> {
    private static final Duration FIND_EVERY = Duration.ofMinutes(1);
    private static final boolean LINUX = System.getProperty("os.name").equals("Linux");

    private final Supplier<Hardware> hardware;
    private final Supplier<Duration> clock;
    private final LinuxDisks linux = new LinuxDisks();
    private final Map<String, OthersShare> others = new HashMap<>();
    private final Map<String, Path> devices = new HashMap<>();
    private Supplier<List<LentView>> drives = List::of;
    private Duration found = Duration.ofDays(-1);

    DiskUse(Supplier<Hardware> hardware, Supplier<Duration> clock) {
        this.hardware = hardware;
        this.clock = clock;
    }

    /// Which drives are looked at.
    void of(Supplier<List<LentView>> lent) {
        drives = lent;
    }

    @Override
    public Map<String, Double> measure() throws IOException {
        Duration now = clock.get();
        List<LentView> all = drives.get();
        if (now.minus(found).compareTo(FIND_EVERY) >= 0 && !all.isEmpty()) {
            find(all);
            found = now;
        }
        Map<String, Double> busy = new HashMap<>();
        for (LentView drive : all) {
            Optional<Counters> reading = read(drive, now);
            if (reading.isPresent()) {
                OthersShare share = others.computeIfAbsent(drive.id(), _ -> new OthersShare());
                share.add(reading.get());
                // a second of full use is a second of busy time
                share.percent(1).ifPresent(percent -> busy.put(drive.id(), percent));
            }
        }
        return busy;
    }

    private void find(List<LentView> all) throws IOException {
        if (!LINUX) {
            hardware.get().findDisks();
            return;
        }
        devices.clear();
        for (LentView drive : all) {
            linux.device(drive.folder()).ifPresent(device -> devices.put(drive.id(), device));
        }
    }

    private Optional<Counters> read(LentView drive, Duration now) throws IOException {
        if (!LINUX) {
            return hardware.get().disk(drive.folder(), now);
        }
        Path device = devices.get(drive.id());
        return device == null ? Optional.empty() : Optional.of(linux.read(device, now));
    }
}
