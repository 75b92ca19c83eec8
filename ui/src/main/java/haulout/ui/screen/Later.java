// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen;

import haulout.home.SettingsDesk;
import haulout.status.AlertReport;
import haulout.ui.work.BackgroundRunner;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What the owner has put off: an alert that is to come back later. One that gets worse comes back
/// at once. Kept over a restart. For the FX thread.
public final class Later {
    private static final String KEPT = "alerts.later";

    /// What can wait, waits until tomorrow.
    private static final Duration A_DAY = Duration.ofDays(1);

    /// What will cost something soon is not forgotten for so long.
    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final SettingsDesk desk;
    private final BackgroundRunner runner;
    private final InstantSource clock;
    private final Map<String, Instant> until;

    /// Reads what was put off before.
    public Later(SettingsDesk desk, BackgroundRunner runner, InstantSource clock) {
        this.desk = desk;
        this.runner = runner;
        this.clock = clock;
        this.until = read(desk);
    }

    /// Those that are not put off now, for who only counts them. For any thread.
    public static List<AlertReport> open(SettingsDesk desk, Instant now, List<AlertReport> alerts) {
        Map<String, Instant> until = read(desk);
        return alerts.stream().filter(alert -> !isPutOff(alert, until, now)).toList();
    }

    private static Map<String, Instant> read(SettingsDesk desk) {
        Map<String, Instant> until = new HashMap<>();
        desk.preference(KEPT).ifPresent(kept -> kept.lines().forEach(line -> read(line, until)));
        return until;
    }

    private static void read(String line, Map<String, Instant> until) {
        int equals = line.lastIndexOf('=');
        if (equals <= 0) {
            return;
        }
        try {
            Instant end = Instant.ofEpochSecond(Long.parseLong(line.substring(equals + 1)));
            until.put(line.substring(0, equals), end);
        } catch (RuntimeException notOurs) {
            // somebody else wrote it: nothing is put off by it
        }
    }

    private static String key(AlertReport alert) {
        return alert.check() + "/" + alert.subject() + "/" + alert.level();
    }

    /// Those that are not put off.
    public List<AlertReport> open(List<AlertReport> alerts) {
        return alerts.stream().filter(alert -> !isPutOff(alert)).toList();
    }

    /// Those that are.
    public List<AlertReport> putOff(List<AlertReport> alerts) {
        return alerts.stream().filter(this::isPutOff).toList();
    }

    private boolean isPutOff(AlertReport alert) {
        return isPutOff(alert, until, clock.instant());
    }

    private static boolean isPutOff(AlertReport alert, Map<String, Instant> until, Instant now) {
        Instant end = until.get(key(alert));
        return end != null && now.isBefore(end);
    }

    /// Puts one off.
    public void putOff(AlertReport alert) {
        Instant now = clock.instant();
        boolean isUrgent =
                alert.level() == AlertReport.Level.AT_RISK
                        || alert.deadline()
                                .filter(end -> end.isBefore(now.plus(A_DAY)))
                                .isPresent();
        until.put(key(alert), now.plus(isUrgent ? AN_HOUR : A_DAY));
        keep();
    }

    /// Takes one back.
    public void bringBack(AlertReport alert) {
        until.remove(key(alert));
        keep();
    }

    private void keep() {
        Instant now = clock.instant();
        until.values().removeIf(end -> !now.isBefore(end));
        List<String> lines = new ArrayList<>();
        until.forEach((key, end) -> lines.add(key + "=" + end.getEpochSecond()));
        String text = lines.stream().sorted().collect(Collectors.joining("\n"));
        runner.ask(() -> desk.setPreference(KEPT, text), _ -> {}, _ -> {});
    }
}
