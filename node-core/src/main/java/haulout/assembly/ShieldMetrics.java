// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import haulout.metrics.MetricsRegistry;
import haulout.store.shield.DriveShield;
import haulout.store.shield.Scrub;
import haulout.store.shield.ShieldFigures;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.ToLongFunction;

/// What a node shows of its drive shield and its scrub as metrics.
final class ShieldMetrics {
    private ShieldMetrics() {}

    static void register(
            MetricsRegistry registry,
            String name,
            DriveShield shield,
            Scrub scrub,
            InstantSource clock) {
        Map<String, String> labels = Map.of("node", name);
        shield(registry, labels, shield, "parity_files", ShieldFigures::parityFiles);
        shield(registry, labels, shield, "parity_bytes", ShieldFigures::parityBytes);
        shield(registry, labels, shield, "unshielded_segments", ShieldFigures::unshieldedSegments);
        shield(registry, labels, shield, "made_files", ShieldFigures::madeFiles);
        shield(registry, labels, shield, "coded_bytes", ShieldFigures::codedBytes);
        shield(registry, labels, shield, "checked_bytes", ShieldFigures::checkedBytes);
        shield(registry, labels, shield, "damaged_blocks", ShieldFigures::damagedBlocks);
        shield(registry, labels, shield, "mended_blocks", ShieldFigures::mendedBlocks);
        shield(registry, labels, shield, "lost_records", ShieldFigures::lostRecords);
        shield(registry, labels, shield, "recovered_records", ShieldFigures::recoveredRecords);
        registry.gauge(
                "haulout_scrub_total_bytes",
                "What there is to check on the drives that are there.",
                labels,
                () -> scrub.progress().totalBytes());
        registry.gauge(
                "haulout_scrub_age_seconds",
                "How long ago everything was last checked, -1 if it never was.",
                labels,
                () -> age(scrub, clock.instant()));
    }

    private static long age(Scrub scrub, Instant now) {
        return scrub.progress()
                .lastFullCheck()
                .map(then -> Duration.between(then, now).toSeconds())
                .orElse(-1L);
    }

    private static void shield(
            MetricsRegistry registry,
            Map<String, String> labels,
            DriveShield shield,
            String word,
            ToLongFunction<ShieldFigures> figure) {
        registry.gauge(
                "haulout_shield_" + word,
                "The drive shield's " + word.replace('_', ' ') + ".",
                labels,
                () -> figure.applyAsLong(shield.figures()));
    }
}
