// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Disk counters from the kernel's own files, a fiftieth of the cost of asking for all disks, and
/// with the one that a folder is on even where partitions are not listed.
///
/// Source: Linux, Documentation/block/stat.rst, Documentation/filesystems/proc.rst 3.3.
public final class LinuxDisks {
    private static final int SMALL = 1024;
    private static final int MAJOR_MINOR = 2;
    private static final int MOUNT_POINT = 4;
    private static final int READ_SECTORS = 2;
    private static final int WRITE_SECTORS = 6;
    private static final int IO_TICKS = 9;
    private static final double SECTOR_BYTES = 512;
    private static final double MILLIS = 1_000;

    private final Path proc;
    private final Path sys;
    private final ProcFile io;
    private final Map<Path, ProcFile> stats = new ConcurrentHashMap<>();

    /// The files of the running system.
    public LinuxDisks() {
        this(Path.of("/proc"), Path.of("/sys"));
    }

    LinuxDisks(Path proc, Path sys) {
        this.proc = proc;
        this.sys = sys;
        this.io = new ProcFile(proc.resolve("self/io"), SMALL);
    }

    /// The folder with the counters of the device that a folder is on; empty for what is no disk,
    /// as a folder in memory or of another computer.
    public Optional<Path> device(Path folder) throws IOException {
        Path path = folder.toRealPath();
        String best = "";
        int length = -1;
        for (String line : Files.readAllLines(proc.resolve("self/mountinfo"))) {
            String[] fields = line.split(" ", -1);
            if (fields.length <= MOUNT_POINT) {
                continue;
            }
            String mount = fields[MOUNT_POINT].replace("\\040", " ");
            if (path.startsWith(mount) && mount.length() >= length) {
                best = fields[MAJOR_MINOR];
                length = mount.length();
            }
        }
        Path device = sys.resolve("dev/block").resolve(best);
        return best.isEmpty() || !Files.exists(device.resolve("stat"))
                ? Optional.empty()
                : Optional.of(device);
    }

    /// Busy time in seconds and bytes of a device and of this process.
    ///
    /// @param device from [#device(Path)]
    /// @param at steady clock
    public Counters read(Path device, Duration at) throws IOException {
        ProcFile file =
                stats.computeIfAbsent(device, its -> new ProcFile(its.resolve("stat"), SMALL));
        String[] stat = file.read().strip().split("\\s+", -1);
        if (stat.length <= IO_TICKS) {
            throw new IOException(device + ": counters of " + stat.length + " fields");
        }
        double sectors =
                Double.parseDouble(stat[READ_SECTORS]) + Double.parseDouble(stat[WRITE_SECTORS]);
        return new Counters(
                at, Double.parseDouble(stat[IO_TICKS]) / MILLIS, sectors * SECTOR_BYTES, own());
    }

    private double own() throws IOException {
        double bytes = 0;
        for (String line : io.read().split("\n", -1)) {
            if (line.startsWith("read_bytes: ") || line.startsWith("write_bytes: ")) {
                bytes += Double.parseDouble(line.substring(line.indexOf(' ') + 1));
            }
        }
        return bytes;
    }

    /// Whether the disk has no moving parts; empty if the system does not say.
    public Optional<Boolean> isSolid(Path device) {
        return flag(device, "queue/rotational").map(spins -> !spins);
    }

    /// Whether it can be pulled; empty if the system does not say.
    public Optional<Boolean> isRemovable(Path device) {
        try {
            // a disk in a box of its own is not removable for the kernel: only its plug is
            if (device.toRealPath().toString().contains("/usb")) {
                return Optional.of(true);
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return flag(device, "removable");
    }

    // a partition has these in the folder of its disk
    private static Optional<Boolean> flag(Path device, String name) {
        for (String up : List.of("", "..")) {
            try {
                Path file = device.toRealPath().resolve(up).resolve(name);
                if (Files.exists(file)) {
                    return Optional.of(Files.readString(file).strip().equals("1"));
                }
            } catch (IOException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
