// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.keep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.resources.forecast.Minute;
import haulout.resources.policy.Inputs.MonthUse;
import haulout.resources.settings.DriveChoice;
import haulout.resources.settings.HoursGrid;
import haulout.resources.settings.Key;
import haulout.resources.settings.LineRate;
import haulout.resources.settings.Mode;
import haulout.resources.settings.Preset;
import haulout.resources.settings.RateKey;
import haulout.resources.settings.Settings;
import haulout.store.file.FileLayer;
import haulout.store.file.SystemFiles;
import haulout.testing.TestSeed;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final ZoneId UTC = ZoneId.of("UTC");

    @TempDir private Path folder;

    private SettingsFile open() {
        return SettingsFile.open(new SystemFiles(), folder, InstantSource.fixed(NOW));
    }

    private static Settings everything() {
        return Settings.of(Preset.FULL)
                .with(Mode.pausedUntil(NOW.plusSeconds(1200)))
                .with(Key.CPU_SHARE_AWAY, 35)
                .with(RateKey.UP_USING, LineRate.megabits(2.5))
                .with(HoursGrid.cheapPower())
                .with("0f", new DriveChoice(1_000, 3_000_000_000L))
                .withApps(List.of("game", "film"));
    }

    @Test
    void whatWasWrittenIsThereAfterARestart() throws IOException {
        assertEquals(Settings.of(Preset.BALANCED), open().current());
        SettingsFile file = open();
        file.write(everything());
        file.setPreference("window.width", "1200");
        assertEquals(everything(), open().current());
        assertEquals(Optional.of("1200"), open().preference("window.width"));
        assertEquals(Optional.empty(), open().preference("other"));
    }

    @Test
    void whoReadsDoesNotWaitForADriveThatTakesItsTime() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch slow = new CountDownLatch(1);
        SystemFiles real = new SystemFiles();
        FileLayer files =
                (FileLayer)
                        Proxy.newProxyInstance(
                                FileLayer.class.getClassLoader(),
                                new Class<?>[] {FileLayer.class},
                                (_, method, arguments) -> {
                                    if (method.getName().equals("forceDirectory")) {
                                        writing.countDown();
                                        slow.await();
                                    }
                                    try {
                                        return method.invoke(real, arguments);
                                    } catch (InvocationTargetException e) {
                                        throw e.getCause();
                                    }
                                });
        SettingsFile file = SettingsFile.open(files, folder, InstantSource.fixed(NOW));
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            Future<?> written =
                    threads.submit(() -> {
                        file.write(everything());
                        file.setPreference("a", "1");
                        return true;
                    });
            writing.await();
            try {
                // asked by another thread, so that one that waits fails instead of hanging
                Future<Settings> read = threads.submit(file::current);
                Future<Optional<String>> preference = threads.submit(() -> file.preference("a"));
                assertEquals(Settings.of(Preset.BALANCED), read.get(20, TimeUnit.SECONDS));
                assertEquals(Optional.empty(), preference.get(20, TimeUnit.SECONDS));
                assertFalse(written.isDone());
            } finally {
                slow.countDown();
            }
            written.get();
        }
        assertEquals(everything(), file.current());
        assertEquals(Optional.of("1"), file.preference("a"));
    }

    @Test
    void aChangeIsMadeOfWhatHoldsThen() throws IOException {
        SettingsFile file = open();
        file.write(everything());
        file.change(held -> Settings.of(Preset.QUIET).with(held.mode()));
        assertEquals(everything().mode(), file.current().mode());
        assertEquals(Preset.QUIET, file.current().preset());
    }

    @Test
    void aBrokenFileFallsBackToTheLastGoodCopyAndIsKeptAside() throws IOException {
        SettingsFile file = open();
        file.write(everything());
        file.write(everything().with(Key.CPU_SHARE_AWAY, 40));
        Files.writeString(folder.resolve("settings.json"), "{\"mode\": \"pau");
        assertEquals(everything(), open().current());
        try (var names = Files.list(folder)) {
            assertTrue(names.anyMatch(n -> n.toString().contains("settings.json.broken-")));
        }
    }

    @Test
    void aFileCutOffAnywhereNeverStopsTheProgram() throws IOException {
        open().write(everything());
        byte[] whole = Files.readAllBytes(folder.resolve("settings.json"));
        Random random = TestSeed.random("SettingsFileTest", 5);
        for (int i = 0; i < 200; i++) {
            byte[] broken = java.util.Arrays.copyOf(whole, random.nextInt(whole.length));
            if (broken.length > 0 && random.nextBoolean()) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            Files.write(folder.resolve("settings.json"), broken);
            for (Key key : Key.values()) {
                assertTrue(key.allows(open().current().get(key)), key.text());
            }
        }
    }

    @Test
    void anotherVersionsFileGivesDefaultsForWhatItLacksAndKeepsWhatIsUnknown() throws IOException {
        Files.writeString(
                folder.resolve("settings.json"),
                "{\"format\":9,\"preset\":\"turbo\",\"cpu.shareAway\":400,\"heat.limitC\":80,"
                        + "\"net.up.using\":\"fast\",\"future.key\":{\"a\":[1,2]},"
                        + "\"mode\":\"paused\",\"mode.until\":\"tomorrow\"}");
        SettingsFile file = open();
        Settings settings = file.current();
        assertEquals(Preset.BALANCED, settings.preset());
        assertEquals(50, settings.get(Key.CPU_SHARE_AWAY));
        assertEquals(80, settings.get(Key.HEAT_LIMIT));
        assertEquals(Mode.AUTOMATIC, settings.mode());
        file.write(settings.with(Key.HEAT_LIMIT, 75));
        assertTrue(Files.readString(folder.resolve("settings.json")).contains("\"future.key\""));
        assertEquals(75, open().current().get(Key.HEAT_LIMIT));
    }

    private Counts counts() {
        return Counts.open(new SystemFiles(), folder, NOW);
    }

    @Test
    void theMonthsCountSurvivesACrash() {
        Counts counts = counts();
        counts.tick(NOW, UTC, 1, Duration.ZERO);
        counts.line(0, false);
        counts.written("d", 0);
        counts.line(5_000, false);
        counts.line(7_000, true);
        counts.written("d", 300);
        counts.tick(NOW, UTC, 1, Duration.ofSeconds(60));
        counts.line(8_000, false); // lost with the crash
        Counts again = counts();
        assertEquals(new MonthUse(7_000, 7_000, 2_000, 31), again.use());
        assertEquals(300, again.writtenToday("d"));
        again.line(100, false);
        again.line(150, false);
        assertEquals(7_050, again.use().usedBytes());
    }

    @Test
    void muchTrafficIsWrittenSoonerThanByTheMinute() {
        Counts counts = counts();
        counts.tick(NOW, UTC, 1, Duration.ZERO);
        counts.line(0, false);
        long all = 0;
        for (int second = 1; second < 60; second++) {
            all += 10_000_000;
            counts.line(all, false);
            counts.tick(NOW, UTC, 1, Duration.ofSeconds(second));
            // what a process that is killed now leaves behind
            long lost = all - counts().use().usedBytes();
            assertTrue(lost >= 0 && lost < 42_000_000, lost + " bytes are missing");
        }
    }

    @Test
    void theLineIsAsFastAsItsBestMinuteOfSevenDays() {
        Counts counts = counts();
        assertEquals(LineBest.NONE, counts.bestMinute());
        Duration steady = Duration.ZERO;
        for (int day = 0; day < 20; day++) {
            steady = steady.plusDays(1);
            counts.tick(NOW.plus(Duration.ofDays(day)), UTC, 1, steady);
            counts.minute(new LineBest(day == 3 ? 9_000 : 1_000, day == 5 ? 80_000 : 2_000));
            counts.minute(new LineBest(10, 10));
            long up = day >= 3 && day < 10 ? 9_000 : 1_000;
            long down = day >= 5 && day < 12 ? 80_000 : 2_000;
            assertEquals(new LineBest(up, down), counts.bestMinute(), "day " + day);
            counts.write();
            assertEquals(counts.bestMinute(), counts().bestMinute(), "after a crash");
        }
    }

    @Test
    void aNewDayAndMonthBeginOnTimeAndNoClockGivesASecondAllowance() {
        Counts counts = counts();
        counts.tick(NOW, UTC, 15, Duration.ZERO);
        counts.line(0, false);
        counts.line(1_000, false);
        counts.tick(NOW.plus(Duration.ofDays(1)), UTC, 15, Duration.ofSeconds(1));
        assertEquals(new MonthUse(1_000, 0, 0, 28), counts.use());
        counts.tick(NOW, UTC, 15, Duration.ofSeconds(2));
        assertEquals(1_000, counts.use().usedBytes(), "a clock that goes back");
        counts.tick(NOW.plus(Duration.ofDays(12)), UTC, 15, Duration.ofSeconds(3));
        assertEquals(1_000, counts.use().usedBytes());
        counts.tick(NOW.plus(Duration.ofDays(13)), UTC, 15, Duration.ofSeconds(4));
        assertEquals(new MonthUse(0, 0, 0, 31), counts.use());
    }

    private static Minute minute(long at) {
        return new Minute(at, 600, 9, 255, 3, 255, 12, 50, true, 60);
    }

    @Test
    void minutesAreKeptForTwoWeeksAndATornRowIsWrittenOver() throws IOException {
        MinuteLog log = new MinuteLog(folder);
        assertEquals(List.of(), log.read());
        int all = 16 * 24 * 60;
        for (int i = 1; i <= all; i++) {
            log.add(minute(i));
        }
        log.add(minute(3));
        assertEquals(minute(3), log.read().getLast(), "a clock that is set back is believed");
        int last = all + 1;
        log.add(minute(last));
        List<Minute> kept = log.read();
        assertEquals(14 * 24 * 60, kept.size());
        assertEquals(minute(last), kept.getLast());
        Path file = folder.resolve("minutes.bin");
        assertTrue(Files.size(file) <= 15L * 24 * 60 * Minute.BYTES);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 5));
        MinuteLog again = new MinuteLog(folder);
        again.add(minute(last + 1));
        assertEquals(minute(last + 1), again.read().getLast());
        assertFalse(again.read().contains(minute(last)));
    }
}
