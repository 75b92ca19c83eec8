// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.policy;

import haulout.resources.policy.Inputs.DriveInput;
import haulout.resources.policy.Memory.Timer;
import haulout.resources.settings.Key;
import haulout.resources.settings.Mode;
import haulout.resources.settings.RateKey;
import haulout.resources.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Decides what may run, from readings, settings, what was before, and the time. Pure: no clock, no
/// system call, nothing kept.
public final class Policy {
    // a longer step of the wall clock between two ticks means that the computer slept
    private static final Duration SLEEP_GAP = Duration.ofSeconds(30);
    private static final Duration WAKE_HOLD = Duration.ofSeconds(60);
    private static final long WAKE_SPREAD_SECONDS = 61;
    private static final int CPU_SHARE_FULL = 100;

    private Policy() {}

    /// One decision; to be called each second and at once after an input that stops something.
    ///
    /// @param cores processors of this computer, for the threads of heavy work
    public static Decision decide(
            Inputs in, Settings settings, Memory memory, Moment now, int cores) {
        Mode.Kind kind = settings.mode().at(now.wall());
        boolean slept = gap(memory.last(), now);
        int wakes = memory.wakes() + (slept ? 1 : 0);
        Scene scene =
                new Scene(
                        in,
                        settings.effective(kind),
                        settings.mode(),
                        kind,
                        now,
                        slept,
                        wakeHold(memory.seed(), wakes));
        List<Finding> findings = findings(scene);
        Map<String, Timer> timers = new HashMap<>();
        for (Finding finding : findings) {
            timers.put(
                    finding.key(),
                    Timers.step(memory.timers().get(finding.key()), finding, now, slept));
        }
        Outcome outcome = new Outcome(scene, cores, memory, findings, timers);
        return outcome.decision(wakes);
    }

    private static boolean gap(Moment last, Moment now) {
        return Duration.between(last.wall(), now.wall()).compareTo(SLEEP_GAP) > 0
                || now.steady().minus(last.steady()).compareTo(SLEEP_GAP) > 0;
    }

    private static Duration wakeHold(long seed, int wakes) {
        long mixed = (seed + wakes) * 0x9E3779B97F4A7C15L;
        return WAKE_HOLD.plusSeconds(Math.floorMod(mixed >>> 16, WAKE_SPREAD_SECONDS));
    }

    private static List<Finding> findings(Scene scene) {
        List<Finding> findings = new ArrayList<>(ComputerRules.of(scene));
        findings.addAll(PeopleRules.of(scene));
        findings.addAll(NetworkRules.of(scene));
        for (DriveInput drive : scene.in().drives()) {
            findings.addAll(DriveRules.of(scene, drive));
        }
        findings.sort(Comparator.comparing(finding -> finding.rule));
        return findings;
    }

    /// What a duty may do if no rule is active.
    static Permit base(Scene scene, Duty duty, int cores) {
        Settings settings = scene.settings();
        Permit permit = scene.line(RateKey.UP_AWAY, RateKey.DOWN_AWAY);
        if (duty == Duty.HEAVY || duty == Duty.URGENT) {
            permit =
                    permit.and(Permit.share(Math.toIntExact(settings.get(Key.CPU_SHARE_AWAY))))
                            .and(Permit.atOnce(threads(settings, cores)));
        } else {
            permit = permit.and(Permit.share(CPU_SHARE_FULL));
        }
        if (duty == Duty.STAY_IN_TOUCH) {
            return permit;
        }
        for (DriveInput drive : scene.in().drives()) {
            long room =
                    DriveSpace.room(
                            DriveSpace.fresh(drive.space()),
                            drive.system(),
                            settings.drive(drive.id()));
            permit = permit.and(Permit.on(drive.id(), DrivePermit.room(room)));
            if (duty == Duty.TAKE_IN) {
                long today = DriveRules.leftToday(settings, drive);
                permit = permit.and(Permit.on(drive.id(), DrivePermit.today(today)));
            }
        }
        return permit;
    }

    /// Threads of heavy work: what is set, else the preset's part of the cores.
    public static int threads(Settings settings, int cores) {
        long set = settings.get(Key.CPU_MAX_THREADS);
        if (set > 0) {
            return (int) Math.min(set, cores);
        }
        int part =
                switch (settings.preset()) {
                    case QUIET -> 1;
                    case BALANCED, OWN -> cores / 2;
                    case FULL -> cores - 1;
                };
        return Math.max(1, part);
    }
}
