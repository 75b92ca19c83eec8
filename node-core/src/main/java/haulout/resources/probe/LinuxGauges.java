// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import haulout.resources.policy.Inputs.FreeMemory;
import haulout.resources.policy.Inputs.Power;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.stream.Stream;

/// The files in which Linux says how it is, each kept open and read with one call: what the
/// hardware library does for the same figures costs several times as much.
public final class LinuxGauges implements Gauges {
    // proc(5): ticks of a second, the same on all systems that Java runs on
    private static final double TICKS = 100;
    private static final double NANOS = 1e9;
    private static final int FIRST_LINE = 256;
    private static final int SMALL = 1024;
    private static final int LINES = 1 << 14;
    private static final long KIB = 1024;

    // fields of a process behind its name: state is the first
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;
    // "cpu user nice system idle iowait irq softirq"; what guests use is in user
    private static final Set<Integer> BUSY = Set.of(1, 2, 3, 6, 7);
    // behind "name:": 8 fields of what came, then what went
    private static final int SENT = 8;

    private final Path sys;
    private final int cores;
    private final ProcFile stat;
    private final ProcFile self;
    private final ProcFile meminfo;
    private final ProcFile net;
    private final ProcFile up;
    private final OwnChildren children = new OwnChildren();
    private final LinuxSupplies supplies;
    private final LinuxHeat heat;
    private final LinuxPrograms names;
    private Set<String> lines = Set.of();

    /// The files of the running system.
    public LinuxGauges() {
        this(Path.of("/proc"), Path.of("/sys"), Runtime.getRuntime().availableProcessors());
    }

    LinuxGauges(Path proc, Path sys, int cores) {
        this.sys = sys;
        this.cores = cores;
        this.stat = new ProcFile(proc.resolve("stat"), FIRST_LINE);
        this.self = new ProcFile(proc.resolve("self/stat"), SMALL);
        this.meminfo = new ProcFile(proc.resolve("meminfo"), SMALL);
        this.net = new ProcFile(proc.resolve("net/dev"), LINES);
        this.up = new ProcFile(proc.resolve("uptime"), SMALL);
        this.supplies = new LinuxSupplies(sys.resolve("class/power_supply"));
        this.heat = new LinuxHeat(sys);
        this.names = new LinuxPrograms(proc);
    }

    @Override
    public int cores() {
        return cores;
    }

    @Override
    public Counters processor(Duration at) throws IOException {
        StringTokenizer fields = new StringTokenizer(stat.read());
        double busy = 0;
        for (int i = 0; i <= 7 && fields.hasMoreTokens(); i++) {
            String field = fields.nextToken();
            busy += BUSY.contains(i) ? Double.parseDouble(field) : 0;
        }
        double seconds = busy / TICKS;
        return new Counters(at, seconds, seconds, ownSeconds() + children.seconds(at));
    }

    private double ownSeconds() throws IOException {
        String line = self.read();
        StringTokenizer fields = new StringTokenizer(line.substring(line.lastIndexOf(')') + 1));
        double ticks = 0;
        for (int i = 0; i <= SYSTEM_TICKS && fields.hasMoreTokens(); i++) {
            String field = fields.nextToken();
            ticks += i == USER_TICKS || i == SYSTEM_TICKS ? Double.parseDouble(field) : 0;
        }
        return ticks / TICKS;
    }

    @Override
    public FreeMemory memory() throws IOException {
        long total = 0;
        long free = 0;
        for (String line : meminfo.read().split("\n", -1)) {
            if (line.startsWith("MemTotal:")) {
                total = kib(line);
            } else if (line.startsWith("MemAvailable:")) {
                free = kib(line);
                break;
            }
        }
        if (total == 0) {
            throw new IOException("the system does not say how much memory there is");
        }
        return new FreeMemory(free, total);
    }

    private static long kib(String line) {
        StringTokenizer fields = new StringTokenizer(line.substring(line.indexOf(':') + 1));
        return Long.parseLong(fields.nextToken()) * KIB;
    }

    @Override
    public Optional<Double> celsius() throws IOException {
        return heat.celsius();
    }

    @Override
    public Optional<Power> battery() throws IOException {
        return supplies.power();
    }

    // a line that is a device; where none is (in a container), all but the computer's own
    @Override
    public void findLines(boolean loopback) throws IOException {
        Set<String> devices = new HashSet<>();
        Set<String> others = new HashSet<>();
        Path folder = sys.resolve("class/net");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.list(folder)) {
                all.forEach(line -> {
                    String name = line.getFileName().toString();
                    if (Files.exists(line.resolve("device"))) {
                        devices.add(name);
                    } else if (!name.equals("lo")) {
                        others.add(name);
                    }
                });
            }
        }
        Set<String> found = devices.isEmpty() ? others : devices;
        if (loopback) {
            found.add("lo");
        }
        lines = Set.copyOf(found);
    }

    @Override
    public LineCounters lines() throws IOException {
        long sent = 0;
        long came = 0;
        for (String line : net.read().split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0 && lines.contains(line.substring(0, colon).strip())) {
                StringTokenizer fields = new StringTokenizer(line.substring(colon + 1));
                for (int i = 0; i <= SENT && fields.hasMoreTokens(); i++) {
                    String field = fields.nextToken();
                    came += i == 0 ? Long.parseLong(field) : 0;
                    sent += i == SENT ? Long.parseLong(field) : 0;
                }
            }
        }
        return new LineCounters(sent, came);
    }

    @Override
    public Duration uptime() throws IOException {
        String seconds = new StringTokenizer(up.read()).nextToken();
        return Duration.ofNanos((long) (Double.parseDouble(seconds) * NANOS));
    }

    @Override
    public Set<String> programs() throws IOException {
        return names.running();
    }
}
