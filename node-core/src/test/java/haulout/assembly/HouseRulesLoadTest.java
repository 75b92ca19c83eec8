// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.resources.guest.LentView;
import haulout.resources.guest.Obedience;
import haulout.resources.guest.ResourceLoop;
import haulout.resources.limits.WorkGate;
import haulout.resources.policy.Duty;
import haulout.resources.policy.Inputs.DriveState;
import haulout.resources.policy.Reading;
import haulout.resources.settings.Key;
import haulout.resources.settings.Preset;
import haulout.resources.settings.Settings;
import haulout.status.RuleReport;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The rules on this very computer: real processes burn its processors, real work gives way.
///
/// Needs a computer on which nobody else is busy: what others use already decides as well.
@EnabledIfSystemProperty(named = "haulout.long", matches = "true")
@EnabledOnOs(OS.LINUX)
class HouseRulesLoadTest {
    private static final Logger log = LoggerFactory.getLogger(HouseRulesLoadTest.class);
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    @TempDir private Path folder;

    private static boolean within(Duration time, BooleanSupplier condition)
            throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return true;
    }

    private HouseRules rules() throws IOException {
        return begin(HouseRules.open(folder, InstantSource.system(), Obedience.OBEY));
    }

    private HouseRules begin(HouseRules rules) throws IOException {
        // a computer for this alone, so that only the processor decides
        rules.settingsFile()
                .write(
                        Settings.of(Preset.FULL)
                                .with(Key.CPU_OTHERS_AWAY, 50)
                                .with(Key.CPU_RAMP, 100)
                                .with(Key.CPU_SHARE_AWAY, 100)
                                .with(Key.CPU_MAX_THREADS, CORES)
                                .with(Key.START_DELAY_SECONDS, 0));
        rules.start(this::drive);
        return rules;
    }

    private List<LentView> drive() {
        return List.of(
                new LentView(
                        "d",
                        "d",
                        folder,
                        false,
                        true,
                        DriveState.PRESENT,
                        5,
                        100_000_000_000L,
                        200_000_000_000L,
                        0,
                        10_000_000_000L,
                        2_000_000_000L,
                        () -> 0));
    }

    private static double others(HouseRules rules) {
        return rules.loop()
                .latest()
                .map(ResourceLoop.Outlook::inputs)
                .map(in -> in.othersCpuPct().or(Reading.SLOW, -1.0))
                .orElse(-1.0);
    }

    private static boolean works(HouseRules rules) {
        return rules.loop()
                .latest()
                .map(outlook -> outlook.decision().permit(Duty.HEAVY).allowed())
                .orElse(false);
    }

    /// Work in units of some milliseconds on every processor.
    private static List<Thread> work(WorkGate gate, AtomicBoolean stop) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CORES; i++) {
            threads.add(
                    Thread.ofPlatform()
                            .daemon()
                            .start(() -> {
                                try {
                                    while (!stop.get()) {
                                        gate.enter();
                                        try {
                                            burn(Duration.ofMillis(20));
                                        } finally {
                                            gate.leave();
                                        }
                                    }
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            }));
        }
        return threads;
    }

    private static void burn(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }

    /// Starts a process that is nobody's child, as another user's program is.
    private long burner() throws IOException, InterruptedException {
        Path pid = Files.createTempFile(folder, "burner", ".pid");
        Process shell =
                new ProcessBuilder("sh", "-c", "sh -c 'while :; do :; done' & echo $! > " + pid)
                        .start();
        shell.waitFor();
        return Long.parseLong(Files.readString(pid).strip());
    }

    private static void end(List<Long> processes) {
        processes.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    @Test
    void workGivesWayToOthersComesBackAndNeverYieldsToItself() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        List<Long> burners = new ArrayList<>();
        try (HouseRules rules = rules()) {
            assertTrue(within(Duration.ofSeconds(90), () -> works(rules)), "never allowed");
            TimeUnit.SECONDS.sleep(11);
            double before = others(rules);
            Assumptions.assumeTrue(before < 25, "others use " + before + " % here");
            List<Thread> workers = work(rules.governors().heavy(), stop);
            TimeUnit.SECONDS.sleep(15);
            double own = others(rules);
            log.atInfo().addKeyValue("before", before).addKeyValue("own", own).log("own load");
            assertTrue(own < before + 15, "own load counts as others': " + own + " %");
            assertTrue(works(rules), "yielded to itself");
            for (int i = 0; i < CORES; i++) {
                burners.add(burner());
            }
            long begin = System.nanoTime();
            // ten seconds of mean, and two
            assertTrue(
                    within(
                            Duration.ofSeconds(13),
                            () -> !works(rules) && rules.governors().heavy().running() == 0),
                    () -> "still works; others use " + others(rules) + " %");
            long yielded = System.nanoTime() - begin;
            end(burners);
            begin = System.nanoTime();
            assertTrue(
                    within(Duration.ofSeconds(45), () -> rules.governors().heavy().running() > 0),
                    "never came back");
            long back = System.nanoTime() - begin;
            write(
                    "haulout.load.file",
                    "processor: gave way after %.1f s, came back after %.1f s; others %.1f %%, beside own full load %.1f %%%n"
                            .formatted(yielded / 1e9, back / 1e9, before, own));
            assertTrue(back > Duration.ofSeconds(29).toNanos(), "back after " + back / 1e9);
            stop.set(true);
            workers.forEach(Thread::interrupt);
        } finally {
            stop.set(true);
            end(burners);
        }
    }

    @Test
    void lookingAndDecidingCostsLittle() throws Exception {
        Duration length = Duration.ofSeconds(Integer.getInteger("haulout.cost.seconds", 60));
        try (HouseRules rules = rules()) {
            assertTrue(within(Duration.ofSeconds(60), () -> rules.loop().latest().isPresent()));
            TimeUnit.SECONDS.sleep(60); // until everything was compiled and opened
            Runtime runtime = Runtime.getRuntime();
            System.gc();
            long memory = runtime.totalMemory() - runtime.freeMemory();
            Map<String, Long> before = threads();
            long begin = System.nanoTime();
            TimeUnit.NANOSECONDS.sleep(length.toNanos());
            double percent = 100.0 / (System.nanoTime() - begin);
            Map<String, Double> cost = new TreeMap<>();
            threads()
                    .forEach((name, nanos) ->
                            cost.put(name, (nanos - before.getOrDefault(name, 0L)) * percent));
            System.gc();
            long grown = runtime.totalMemory() - runtime.freeMemory() - memory;
            // what is allocated is collected: that belongs to it. That the machine compiles what
            // it has just begun to run ends after some minutes, and does not.
            double all = cost.values().stream().mapToDouble(Double::doubleValue).sum();
            double compiling = sum(cost, "C1 ", "C2 ");
            double own = sum(cost, "rules-", "probe-", "gauge-", "GC ", "G1 ", "VM Thread");
            write(
                    "haulout.cost.file",
                    "looking and deciding %.3f %% of a core, compiling %.3f, all %.3f; %d bytes grown in %s %s%n"
                            .formatted(own, compiling, all, grown, length, cost));
            assertTrue(own < 0.3, own + " % of a core: " + cost);
            assertTrue(grown < 2_000_000, grown + " bytes more");
        }
    }

    private static double sum(Map<String, Double> cost, String... names) {
        return cost.entrySet().stream()
                .filter(entry -> Arrays.stream(names).anyMatch(entry.getKey()::startsWith))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /// Nanoseconds on a processor of each thread of this process, those of the machine included; of
    /// threads that have ended there are none.
    private static Map<String, Long> threads() throws IOException {
        Map<String, Long> nanos = new HashMap<>();
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            for (Path task : tasks.toList()) {
                try {
                    String name = Files.readString(task.resolve("comm")).strip();
                    String spent = Files.readString(task.resolve("schedstat")).split(" ")[0];
                    nanos.merge(name, Long.parseLong(spent), Long::sum);
                } catch (IOException e) {
                    continue; // it has just ended
                }
            }
        }
        return nanos;
    }

    private void write(String property, String figures) throws IOException {
        Files.writeString(
                Path.of(System.getProperty(property, folder + "/figures")),
                figures,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static RuleReport.State state(HouseRules rules, String rule) {
        return rules.rest().rules().stream()
                .filter(report -> report.rule().equals(rule))
                .map(RuleReport::state)
                .min(Comparator.naturalOrder())
                .orElse(RuleReport.State.CLEAR);
    }

    /// Starts a process that is nobody's child.
    private long orphan(String command) throws IOException, InterruptedException {
        Path pid = Files.createTempFile(folder, "orphan", ".pid");
        new ProcessBuilder("sh", "-c", "sh -c '" + command + "' & echo $! > " + pid)
                .start()
                .waitFor();
        return Long.parseLong(Files.readString(pid).strip());
    }

    private void givesWay(HouseRules rules, String rule, String command) throws Exception {
        assertTrue(within(Duration.ofSeconds(30), () -> rules.loop().latest().isPresent()));
        TimeUnit.SECONDS.sleep(12);
        Assumptions.assumeTrue(
                state(rules, rule) != RuleReport.State.ACTIVE, "others are busy here already");
        List<Long> others = List.of(orphan(command));
        long begin = System.nanoTime();
        try {
            // ten seconds of mean, and two
            assertTrue(
                    within(
                            Duration.ofSeconds(13),
                            () -> state(rules, rule) == RuleReport.State.ACTIVE),
                    rule + " never acted");
        } finally {
            end(others);
        }
        double acted = (System.nanoTime() - begin) / 1e9;
        begin = System.nanoTime();
        assertTrue(
                within(Duration.ofSeconds(45), () -> state(rules, rule) == RuleReport.State.CLEAR),
                rule + " never ended");
        double ended = (System.nanoTime() - begin) / 1e9;
        write(
                "haulout.load.file",
                "%s acted after %.1f s, ended after %.1f s%n".formatted(rule, acted, ended));
        assertTrue(ended > 29, rule + " ended after " + ended);
    }

    @Test
    void aDriveThatOthersKeepBusyIsLeftAloneAndTakesTwoMegabytesASecond() throws Exception {
        try (HouseRules rules = rules()) {
            Path file = folder.resolve("others");
            givesWay(
                    rules,
                    "disk",
                    "while :; do dd if=/dev/zero of="
                            + file
                            + " bs=64k count=2000 oflag=direct,dsync 2>/dev/null; done");
        }
    }

    @Test
    void aLineThatOthersUseIsLeftToThem() throws Exception {
        try (ServerSocket sink = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HouseRules rules =
                        begin(
                                HouseRules.onLoopback(
                                        folder, InstantSource.system(), Obedience.OBEY))) {
            Thread.ofVirtual()
                    .start(() -> {
                        try (Socket socket = sink.accept()) {
                            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                        } catch (IOException e) {
                            log.atDebug().setCause(e).log("the other program has ended");
                        }
                    });
            givesWay(
                    rules,
                    "net",
                    "exec bash -c \"exec 3<>/dev/tcp/127.0.0.1/"
                            + sink.getLocalPort()
                            + "; while :; do head -c 2000000 /dev/zero >&3; sleep 0.2; done\"");
        }
    }
}
