// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.resources.limits.LineBudget;
import haulout.resources.limits.WorkGate;
import haulout.resources.policy.Inputs;
import haulout.resources.policy.Inputs.FreeMemory;
import haulout.resources.policy.Inputs.MonthUse;
import haulout.resources.policy.Inputs.NetworkCost;
import haulout.resources.policy.Inputs.Power;
import haulout.resources.policy.Inputs.Presence;
import haulout.resources.policy.Reading;
import haulout.resources.probe.WatchedProbe;
import haulout.resources.settings.Key;
import haulout.resources.settings.Mode;
import haulout.resources.settings.Preset;
import haulout.resources.settings.Settings;
import haulout.resources.settings.Sizes;
import haulout.status.RestFacts;
import haulout.status.RuleReport;
import haulout.testing.HandTimer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ResourceLoopTest {
    private Settings settings = Settings.of(Preset.BALANCED);
    private Duration idle = Duration.ofHours(1);
    private boolean mains = true;
    private Instant wall = Instant.parse("2026-03-02T12:00:00Z");
    private boolean measuring;
    private final List<Long> ticks = new ArrayList<>();
    private long nanos = Duration.ofHours(1).toNanos();

    private final LineBudget line = new LineBudget(() -> nanos);
    private final Governors governors =
            new Governors(new WorkGate(() -> nanos, 4), line, () -> nanos);
    private final ResourceLoop loop =
            new ResourceLoop(
                    new FixedSenses(),
                    () -> settings,
                    governors,
                    new ResourceLoop.Surroundings(
                            () -> wall, () -> ZoneId.of("UTC"), () -> nanos, 4, 7));

    private final class FixedSenses implements Senses {
        @Override
        public void tick(Duration now) {
            ticks.add(now.toMillis());
        }

        @Override
        public boolean isMeasuring() {
            return measuring;
        }

        @Override
        public Inputs inputs(Duration now) {
            return new Inputs(
                    Reading.of(false),
                    Duration.ofHours(1),
                    true,
                    Reading.of(new Presence(idle, false, false)),
                    true,
                    Reading.of(new Power(mains, 80)),
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
                    false);
        }

        @Override
        public List<WatchedProbe.Report> reports() {
            return List.of();
        }
    }

    private void second() {
        loop.halfTurn();
        pass(Duration.ofMillis(500));
        loop.halfTurn();
        pass(Duration.ofMillis(500));
    }

    private void pass(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
    }

    private RestFacts rest() {
        return loop.latest().orElseThrow().rest();
    }

    @Test
    void everythingIsAllowedUntilTheFirstDecisionAndGovernedAfterIt() {
        assertEquals(Governors.Duties.ALL, governors.duties());
        assertTrue(governors.heavy().isAllowed());
        second();
        assertTrue(governors.heavy().isAllowed());
        idle = Duration.ZERO;
        second();
        assertFalse(governors.heavy().isAllowed());
        assertTrue(rest().answers());
        assertFalse(rest().works());
        RuleReport why =
                rest().rules().stream()
                        .filter(rule -> rule.state() == RuleReport.State.ACTIVE)
                        .findFirst()
                        .orElseThrow();
        assertEquals("user", why.rule());
        assertEquals(Set.of(RestFacts.HEAVY), why.stops());
    }

    /// Milliseconds at which it ticked, in pairs, from a start at 10.3 s.
    private List<Long> turns(int halves, boolean slow) {
        HandTimer timer = new HandTimer(Duration.ofMillis(10_300).toNanos());
        try (ResourceLoop turning =
                new ResourceLoop(
                        new FixedSenses(),
                        () -> settings,
                        governors,
                        new ResourceLoop.Surroundings(
                                () -> wall, () -> ZoneId.of("UTC"), timer::nanoTime, 4, 7))) {
            measuring = slow;
            turning.start(timer);
            while (ticks.size() < halves) {
                timer.next(0);
            }
            assertEquals(halves >= 2, turning.latest().isPresent());
            assertEquals(1, timer.planned());
        }
        timer.next(0);
        assertEquals(halves, ticks.size()); // it is closed
        assertEquals(0, timer.planned());
        timer.shutdownNow();
        return ticks;
    }

    @Test
    void itTurnsOnTheBeatAndDecidesWhenItHasMeasured() {
        assertEquals(List.of(10_300L, 10_320L, 11_000L, 11_020L, 12_000L), turns(5, false));
    }

    @Test
    void whatMeasuresLongIsGivenHalfASecond() {
        assertEquals(List.of(10_300L, 10_800L, 11_000L, 11_500L, 12_000L), turns(5, true));
    }

    @Test
    void aPauseHoldsAtOnceAndASettingWithinASecond() {
        second();
        settings = settings.with(Mode.pausedUntil(Instant.MAX));
        loop.decide();
        assertEquals(new Governors.Duties(false, false, false), governors.duties());
        assertFalse(governors.heavy().isAllowed());
        settings = settings.with(Mode.AUTOMATIC);
        second();
        assertEquals(Governors.Duties.ALL, governors.duties());
        settings = settings.with(Key.SWITCH_HEAVY_OFF, 1);
        second();
        assertFalse(governors.heavy().isAllowed());
    }

    @Test
    void whoWaitsForTheEndOfASleepHearsOfEachOnce() {
        AtomicInteger heard = new AtomicInteger();
        loop.onWake(heard::incrementAndGet);
        second();
        second();
        assertEquals(0, heard.get());
        pass(Duration.ofHours(8));
        second();
        assertEquals(1, heard.get());
        for (int i = 0; i < 200; i++) {
            second();
        }
        assertEquals(1, heard.get());
        pass(Duration.ofMinutes(5));
        second();
        assertEquals(2, heard.get());
    }

    @Test
    void theLineHasTheWidestPermitAndNeverLessThanItTakesToStayInTouch() {
        second();
        pass(Duration.ofMillis(500));
        int away = line.send(100_000_000);
        assertEquals(3_500_000 / 2, away, 20_000);
        settings = settings.with(Mode.pausedUntil(Instant.MAX));
        second();
        line.send(100_000_000);
        pass(Duration.ofMillis(500));
        assertEquals(4 << 10, line.send(100_000_000), 100);
    }

    @Test
    void onBatteryNothingIsTakenInAndStatusKnowsIt() {
        second();
        mains = false;
        second();
        assertTrue(governors.duties().answers());
        assertFalse(governors.duties().takesIn());
        assertTrue(rest().onBattery());
    }
}
