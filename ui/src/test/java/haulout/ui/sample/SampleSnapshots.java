// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.sample;

import haulout.core.AccountAddress;
import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.home.Figure;
import haulout.home.HomeSnapshot;
import haulout.home.ModeReport;
import haulout.resources.settings.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Snapshots of every state, the same at every run.
public final class SampleSnapshots {
    /// When all samples were taken.
    public static final Instant NOW = Instant.parse("2026-11-20T10:42:00Z");

    static final long GB = 1_000_000_000L;
    static final long WAL = 1_000_000_000L;
    static final int SHARDS = 100;

    private SampleSnapshots() {}

    /// A snapshot of a state.
    public static HomeSnapshot of(Sample sample) {
        boolean known = sample != Sample.UNKNOWN && sample != Sample.STARTING;
        boolean filled = sample != Sample.EMPTY && sample != Sample.STARTING;
        return new HomeSnapshot(
                NOW,
                SampleStatus.status(sample),
                new ModeReport(
                        sample == Sample.PAUSED
                                ? Mode.pausedUntil(NOW.plus(Duration.ofMinutes(28)))
                                : Mode.AUTOMATIC,
                        Optional.of(Duration.ofMinutes(320))),
                sample == Sample.STARTING ? Optional.empty() : Optional.of(SampleOthers.network()),
                SampleStorage.load(sample, known, filled),
                filled ? SampleStorage.drives(sample, known) : List.of(),
                SampleStorage.holdings(known, filled, sample),
                SampleStorage.jobs(known),
                SampleMoney.earnings(known, filled),
                SampleMoney.staking(known, filled),
                SampleStatus.checks(sample),
                SampleStatus.alerts(sample),
                filled ? SampleStorage.files(sample) : List.of(),
                filled ? SampleStorage.transfers() : List.of(),
                SampleOthers.neighbours(sample),
                filled ? SampleOthers.lately() : List.of());
    }

    static <T> Figure<T> figure(boolean known, T value) {
        return known ? Figure.confirmed(value, NOW) : Figure.unknown();
    }

    static Hash32 hash(long seed) {
        return new Hash32(seed * 0x9E3779B97F4A7C15L, seed * 0xC2B2AE3D27D4EB4FL, seed * 31, ~seed);
    }

    static NodeId node(int place) {
        return new NodeId(hash(place + 1));
    }

    static AccountAddress owner() {
        return new AccountAddress(hash(77));
    }
}
