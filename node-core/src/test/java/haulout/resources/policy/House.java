// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.policy;

import haulout.resources.policy.Inputs.DriveInput;
import haulout.resources.policy.Inputs.DriveState;
import haulout.resources.policy.Inputs.FreeMemory;
import haulout.resources.policy.Inputs.MonthUse;
import haulout.resources.policy.Inputs.NetworkCost;
import haulout.resources.policy.Inputs.Power;
import haulout.resources.policy.Inputs.Presence;
import haulout.resources.policy.Inputs.Space;
import haulout.resources.settings.Preset;
import haulout.resources.settings.Settings;
import haulout.resources.settings.Sizes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A simulated computer whose readings a test turns; starts well, away, on mains and long running.
final class House {
    static final int CORES = 4;

    Instant wall = Instant.parse("2026-03-02T12:00:00Z");
    ZoneId zone = ZoneId.of("UTC");
    Duration steady = Duration.ofHours(1);
    Settings settings = Settings.of(Preset.BALANCED);

    Reading<Boolean> goingDown = Reading.of(false);
    Duration sinceStart = Duration.ofHours(1);
    boolean display = true;
    Reading<Presence> presence = Reading.of(new Presence(Duration.ofHours(1), false, false));
    boolean hasBattery = true;
    Reading<Power> power = Reading.of(new Power(true, 90));
    Reading<Boolean> saver = Reading.of(false);
    Reading<NetworkCost> network = Reading.of(NetworkCost.FREE);
    Reading<Double> othersNet = Reading.of(0.0);
    Reading<MonthUse> month = Reading.of(new MonthUse(0, 0, 0, 30));
    Reading<Double> celsius = Reading.of(50.0);
    Reading<Double> othersCpu = Reading.of(0.0);
    Reading<FreeMemory> memoryFree = Reading.of(new FreeMemory(8 * Sizes.GB, 16 * Sizes.GB));
    Reading<Boolean> fullScreen = Reading.of(false);
    Reading<Set<String>> apps = Reading.of(Set.of());
    List<DriveInput> drives = new ArrayList<>(List.of(drive("d", "D:")));
    boolean urgent;
    boolean saidAway;

    Memory memory = Memory.fresh(now(), 7);

    static DriveInput drive(String id, String label) {
        return new DriveInput(
                id,
                label,
                false,
                true,
                Reading.of(DriveState.PRESENT),
                2,
                Reading.of(new Space(500 * Sizes.GB, 1000 * Sizes.GB, 60 * Sizes.GB)),
                Reading.of(0.0),
                Reading.of(35.0),
                Reading.of(0L));
    }

    static DriveInput with(DriveInput d, Reading<DriveState> state, int proofs) {
        return new DriveInput(
                d.id(),
                d.label(),
                d.system(),
                d.solid(),
                state,
                proofs,
                d.space(),
                d.othersBusyPct(),
                d.celsius(),
                d.writtenToday());
    }

    static DriveInput withFree(DriveInput d, long free) {
        return new DriveInput(
                d.id(),
                d.label(),
                d.system(),
                d.solid(),
                d.state(),
                d.proofs(),
                Reading.of(new Space(free, 1000 * Sizes.GB, 60 * Sizes.GB)),
                d.othersBusyPct(),
                d.celsius(),
                d.writtenToday());
    }

    static DriveInput withUse(
            DriveInput d, Reading<Double> busy, Reading<Double> hot, long written) {
        return new DriveInput(
                d.id(),
                d.label(),
                d.system(),
                d.solid(),
                d.state(),
                d.proofs(),
                d.space(),
                busy,
                hot,
                Reading.of(written));
    }

    void idle(Duration idle) {
        presence = Reading.of(new Presence(idle, false, false));
    }

    Moment now() {
        return new Moment(wall, zone, steady);
    }

    Inputs inputs() {
        return new Inputs(
                goingDown,
                sinceStart,
                display,
                presence,
                hasBattery,
                power,
                saver,
                network,
                Reading.of(40_000_000L),
                Reading.of(200_000_000L),
                othersNet,
                month,
                celsius,
                othersCpu,
                memoryFree,
                fullScreen,
                apps,
                drives,
                urgent,
                saidAway);
    }

    Decision look() {
        return Policy.decide(inputs(), settings, memory, now(), CORES);
    }

    /// A second passes.
    Decision tick() {
        pass(Duration.ofSeconds(1));
        Decision decision = look();
        memory = decision.memory();
        return decision;
    }

    /// Seconds pass with the same readings; the last decision.
    Decision run(int seconds) {
        Decision last = tick();
        for (int i = 1; i < seconds; i++) {
            last = tick();
        }
        return last;
    }

    void pass(Duration time) {
        wall = wall.plus(time);
        steady = steady.plus(time);
        sinceStart = sinceStart.plus(time);
    }
}
