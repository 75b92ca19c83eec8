// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import haulout.resources.limits.LineBudget;
import haulout.resources.limits.WorkGate;
import haulout.resources.policy.Inputs;
import haulout.resources.policy.Inputs.FreeMemory;
import haulout.resources.policy.Inputs.MonthUse;
import haulout.resources.policy.Inputs.NetworkCost;
import haulout.resources.policy.Inputs.Power;
import haulout.resources.policy.Inputs.Presence;
import haulout.resources.policy.Reading;
import haulout.resources.probe.Desktop;
import haulout.resources.probe.WatchedProbe;
import haulout.resources.settings.Key;
import haulout.resources.settings.Mode;
import haulout.resources.settings.Preset;
import haulout.resources.settings.Settings;
import haulout.resources.settings.Sizes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is told to the system and to the network when something was decided.
class SayingTest {
    private Settings settings = Settings.of(Preset.BALANCED);
    private Power power = new Power(true, 80);
    private boolean saidAway;
    private Instant wall = Instant.parse("2026-03-02T12:00:00Z");
    private long nanos = Duration.ofHours(1).toNanos();
    private final List<String> said = new ArrayList<>();

    private final ResourceLoop loop =
            new ResourceLoop(
                    new Turned(),
                    () -> settings,
                    new Governors(
                            new WorkGate(() -> nanos, 4), new LineBudget(() -> nanos), () -> nanos),
                    new ResourceLoop.Surroundings(
                            () -> wall, () -> ZoneId.of("UTC"), () -> nanos, 4, 7));

    private final class Turned implements Senses {
        @Override
        public void tick(Duration now) {}

        @Override
        public boolean isMeasuring() {
            return false;
        }

        @Override
        public Inputs inputs(Duration now) {
            return new Inputs(
                    Reading.of(false),
                    Duration.ofHours(1),
                    true,
                    Reading.of(new Presence(Duration.ofHours(1), false, false)),
                    true,
                    Reading.of(power),
                    Reading.of(false),
                    Reading.of(NetworkCost.FREE),
                    Reading.of(40_000_000L),
                    Reading.of(200_000_000L),
                    Reading.of(0.0),
                    Reading.of(new MonthUse(0, 0, 0, 30)),
                    Reading.of(50.0),
                    Reading.of(0.0),
                    Reading.of(new FreeMemory(8 * Sizes.GB, 16 * Sizes.GB)),
                    Reading.of(false),
                    Reading.of(Set.of()),
                    List.of(),
                    false,
                    saidAway);
        }

        @Override
        public List<WatchedProbe.Report> reports() {
            return List.of();
        }
    }

    private final class Sleeper implements Desktop {
        @Override
        public boolean hasDisplay() {
            return true;
        }

        @Override
        public boolean keepAwake(boolean wanted) {
            said.add(wanted ? "stay awake" : "sleep");
            return wanted;
        }

        @Override
        public Presence presence() throws IOException {
            throw new IOException("not asked");
        }

        @Override
        public boolean saver() {
            return false;
        }

        @Override
        public NetworkCost network() {
            return NetworkCost.FREE;
        }

        @Override
        public boolean fullScreen() {
            return false;
        }

        @Override
        public boolean goingDown() {
            return false;
        }
    }

    private void seconds(int count) {
        for (int i = 0; i < 2 * count; i++) {
            loop.halfTurn();
            wall = wall.plusMillis(500);
            nanos += Duration.ofMillis(500).toNanos();
        }
    }

    @Test
    void theComputerIsKeptAwakeOnlyOnMainsWhenItsOwnerWantsThat() {
        loop.keepAwake(new Sleeper(), Runnable::run);
        seconds(5);
        assertEquals(List.of(), said);
        settings = settings.with(Key.SLEEP_KEEP_AWAKE, 1);
        seconds(5);
        assertEquals(List.of("stay awake"), said);
        power = new Power(false, 80);
        seconds(2);
        assertEquals(List.of("stay awake", "sleep"), said);
        power = new Power(true, 80);
        seconds(40);
        assertEquals("stay awake", said.getLast());
        settings = settings.with(Mode.pausedUntil(Instant.MAX));
        seconds(1);
        assertEquals("sleep", said.getLast());
    }

    @Test
    void theNetworkIsToldOnceBeforeStayingInTouchEndsAndAgainTheNextTime() {
        loop.sayAway(() -> said.add("away"), told -> saidAway = told);
        seconds(3);
        power = new Power(false, 19);
        seconds(10);
        assertEquals(List.of("away"), said);
        assertEquals(true, saidAway);
        power = new Power(true, 90);
        seconds(40);
        assertEquals(false, saidAway);
        power = new Power(false, 19);
        seconds(2);
        assertEquals(List.of("away", "away"), said);
    }
}
