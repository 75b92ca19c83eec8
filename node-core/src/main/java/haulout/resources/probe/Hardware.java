// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import haulout.resources.policy.Inputs.FreeMemory;
import haulout.resources.policy.Inputs.Power;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.TickType;
import oshi.hardware.GlobalMemory;
import oshi.hardware.HWDiskStore;
import oshi.hardware.HWPartition;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.NetworkIF;
import oshi.hardware.PowerSource;
import oshi.software.os.FileSystem;
import oshi.software.os.OSFileStore;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/// What the hardware library measures. Opening it takes half a second and belongs on a thread of
/// its own.
///
/// Threads: each method by one thread at a time.
public final class Hardware implements Gauges {
    private static final double MILLIS = 1_000;
    private static final double ABSURD_CELSIUS = 150;
    // names of one glance at the list of processes
    private static final int MAX_PROCESSES = 20_000;

    private final OperatingSystem system;
    private final CentralProcessor processor;
    private final GlobalMemory memory;
    private final HardwareAbstractionLayer hardware;
    private final int self;
    private final OwnProcesses own = new OwnProcesses();
    private List<NetworkIF> lines = List.of();
    private List<HWDiskStore> disks = List.of();

    /// Looks at the hardware.
    public Hardware() {
        SystemInfo info = new SystemInfo();
        this.system = info.getOperatingSystem();
        this.hardware = info.getHardware();
        this.processor = hardware.getProcessor();
        this.memory = hardware.getMemory();
        this.self = (int) ProcessHandle.current().pid();
    }

    /// The address of the router that everything else is sent to, of IPv4; empty if there is none.
    public String router() {
        return system.getNetworkParams().getIpv4DefaultGateway();
    }

    /// Name of the processor.
    public String processorName() {
        return processor.getProcessorIdentifier().getName().strip();
    }

    /// Time that all processors worked since start, and how much of it was ours.
    ///
    /// @param at steady clock
    @Override
    public Counters processor(Duration at) {
        long[] ticks = processor.getSystemCpuLoadTicks();
        double busy = 0;
        for (TickType type :
                List.of(
                        TickType.USER,
                        TickType.NICE,
                        TickType.SYSTEM,
                        TickType.IRQ,
                        TickType.SOFTIRQ)) {
            busy += ticks[type.getIndex()];
        }
        // ticks count in milliseconds, of all processors together
        double seconds = busy / MILLIS;
        return new Counters(at, seconds, seconds, own.processorSeconds(at));
    }

    /// Since the computer was switched on.
    @Override
    public Duration uptime() {
        return Duration.ofSeconds(system.getSystemUptime());
    }

    /// Processors.
    @Override
    public int cores() {
        return processor.getLogicalProcessorCount();
    }

    /// Memory that programs could have.
    @Override
    public FreeMemory memory() {
        return new FreeMemory(memory.getAvailable(), memory.getTotal());
    }

    /// Temperature of the processor; empty if no sensor says anything sensible.
    @Override
    public Optional<Double> celsius() {
        double celsius = hardware.getSensors().getCpuTemperature();
        return celsius > 0 && celsius < ABSURD_CELSIUS ? Optional.of(celsius) : Optional.empty();
    }

    /// The battery; empty where there is none.
    @Override
    public Optional<Power> battery() {
        List<PowerSource> sources = hardware.getPowerSources();
        if (sources.isEmpty()) {
            return Optional.empty();
        }
        boolean mains = sources.stream().anyMatch(s -> s.isPowerOnLine() || s.isCharging());
        double charge =
                sources.stream()
                        .mapToDouble(PowerSource::getRemainingCapacityPercent)
                        .filter(part -> part >= 0 && part <= 1)
                        .average()
                        .orElse(-1);
        int percent = charge < 0 ? Power.NO_CHARGE : (int) Math.round(charge * 100);
        return Optional.of(new Power(mains, percent));
    }

    /// Looks again which lines there are. Costly.
    ///
    /// @param loopback whether the computer's own is one
    @Override
    public void findLines(boolean loopback) {
        lines =
                hardware.getNetworkIFs(true).stream()
                        .filter(line -> loopback || !isLoopback(line))
                        .toList();
    }

    private static boolean isLoopback(NetworkIF line) {
        try {
            return line.queryNetworkInterface().isLoopback();
        } catch (IOException e) {
            return false;
        }
    }

    /// Bytes through all lines.
    @Override
    public LineCounters lines() {
        long up = 0;
        long down = 0;
        for (NetworkIF line : lines) {
            line.updateAttributes();
            up += line.getBytesSent();
            down += line.getBytesRecv();
        }
        return new LineCounters(up, down);
    }

    /// Names of the lines that carry data now, as the system calls them.
    public List<String> lineNames() {
        return lines.stream()
                .filter(line -> line.getIfOperStatus() == NetworkIF.IfOperStatus.UP)
                .map(line -> line.getName() + " " + line.getDisplayName())
                .toList();
    }

    /// Looks again which disks there are. Costly.
    public void findDisks() {
        disks = hardware.getDiskStores();
    }

    /// Busy time and bytes of the disk that a folder is on; empty if the system does not say which.
    ///
    /// @param at steady clock
    public Optional<Counters> disk(Path folder, Duration at) {
        Optional<HWDiskStore> disk = diskOf(folder);
        if (disk.isEmpty() || !disk.get().updateAttributes()) {
            return Optional.empty();
        }
        double bytes = (double) disk.get().getReadBytes() + disk.get().getWriteBytes();
        return Optional.of(
                new Counters(at, disk.get().getTransferTime() / MILLIS, bytes, ownDiskBytes()));
    }

    private double ownDiskBytes() {
        OSProcess process = system.getProcess(self);
        return process == null ? 0 : (double) process.getBytesRead() + process.getBytesWritten();
    }

    private Optional<HWDiskStore> diskOf(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        HWDiskStore best = null;
        int length = -1;
        for (HWDiskStore disk : disks) {
            for (HWPartition partition : disk.getPartitions()) {
                String mount = partition.getMountPoint();
                if (!mount.isEmpty() && path.startsWith(mount) && mount.length() > length) {
                    best = disk;
                    length = mount.length();
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /// Names of the programs that run, without their folders, in small letters.
    @Override
    public Set<String> programs() {
        Set<String> names = new HashSet<>();
        for (OSProcess process : system.getProcesses(null, null, MAX_PROCESSES)) {
            names.add(process.getName().toLowerCase(Locale.ROOT));
        }
        return names;
    }

    /// A place where files can be kept.
    ///
    /// @param kind of file system, as the system calls it
    /// @param volume what it is on
    /// @param model of the disk; empty if unknown
    public record Place(
            String label,
            Path mount,
            String kind,
            String volume,
            String description,
            String model,
            long totalBytes,
            long freeBytes) {}

    /// All places with local files. Costly.
    public List<Place> places() {
        FileSystem files = system.getFileSystem();
        List<Place> places = new ArrayList<>();
        for (OSFileStore store : files.getFileStores(true)) {
            places.add(
                    new Place(
                            store.getLabel().isBlank() ? store.getName() : store.getLabel(),
                            Path.of(store.getMount()),
                            store.getType().toLowerCase(Locale.ROOT),
                            store.getVolume(),
                            store.getDescription(),
                            "",
                            store.getTotalSpace(),
                            store.getUsableSpace()));
        }
        return places;
    }
}
