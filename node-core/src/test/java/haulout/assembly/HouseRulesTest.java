// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.resources.guest.Governors;
import haulout.resources.guest.Obedience;
import haulout.resources.policy.Decision;
import haulout.resources.settings.Key;
import haulout.resources.settings.Mode;
import haulout.resources.settings.Preset;
import haulout.resources.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rules of this very computer, from the settings to what obeys.
class HouseRulesTest {
    @TempDir private Path folder;

    private HouseRules open(Obedience obedience) {
        return HouseRules.open(folder, InstantSource.system(), obedience);
    }

    private static Decision first(HouseRules rules) throws InterruptedException {
        CountDownLatch decided = new CountDownLatch(1);
        rules.loop().listen(outlook -> decided.countDown());
        rules.start(List::of);
        assertTrue(decided.await(60, TimeUnit.SECONDS));
        return rules.loop().latest().orElseThrow().decision();
    }

    @Test
    void aSettingHoldsForTheRunningGovernorsWhenApplyingItReturns() throws Exception {
        try (HouseRules rules = open(Obedience.OBEY)) {
            first(rules);
            Settings before = rules.settings();
            rules.apply(before.with(Mode.pausedUntil(Instant.MAX)));
            assertEquals(new Governors.Duties(false, false, false), rules.governors().duties());
            assertFalse(rules.governors().heavy().isAllowed());
            assertFalse(rules.rest().answers());
            // it is on the drive as well
            try (HouseRules again = open(Obedience.WATCH)) {
                assertEquals(Mode.Kind.PAUSED, again.settings().mode().at(Instant.now()));
            }
            rules.apply(before.with(Mode.AUTOMATIC).with(Key.SWITCH_HEAVY_OFF, 1));
            assertTrue(rules.governors().duties().answers());
            assertFalse(rules.governors().heavy().isAllowed());
        }
    }

    @Test
    void whatIsOnlyWatchedHoldsNothingBack() throws Exception {
        try (HouseRules rules = open(Obedience.WATCH)) {
            rules.apply(rules.settings().with(Mode.pausedUntil(Instant.MAX)));
            first(rules);
            assertEquals(Governors.Duties.ALL, rules.governors().duties());
            assertTrue(rules.rest().answers());
        }
    }

    @Test
    void aNodeThatStartsAfterAnotherTakesItsPlace() throws Exception {
        try (HouseRules rules = open(Obedience.OBEY)) {
            AtomicInteger first = new AtomicInteger();
            Semaphore second = new Semaphore(0);
            CountDownLatch asked = new CountDownLatch(1);
            rules.start(() -> {
                first.incrementAndGet();
                asked.countDown();
                return List.of();
            });
            assertTrue(asked.await(60, TimeUnit.SECONDS));
            rules.forgetNode();
            rules.start(() -> {
                second.release();
                return List.of();
            });
            assertTrue(second.tryAcquire(60, TimeUnit.SECONDS));
            int before = first.get();
            assertTrue(second.tryAcquire(60, TimeUnit.SECONDS));
            assertEquals(before, first.get());
        }
    }

    @Test
    void theMinutesThatWereRecordedSayWhatOtherSettingsWouldAllow() throws Exception {
        try (HouseRules rules = open(Obedience.WATCH)) {
            first(rules);
            rules.apply(rules.settings()); // when it returns the first minute is on the drive
            Duration recorded = rules.forecast(Settings.of(Preset.FULL)).recorded();
            assertTrue(recorded.compareTo(Duration.ofMinutes(1)) >= 0, recorded.toString());
        }
    }
}
