// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.status.AlertReport;
import haulout.status.CheckReport;
import haulout.status.StatusReport;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Everything that is shown, at one moment.
///
/// @param network empty before the first start is done
/// @param files newest first
/// @param transfers newest first
/// @param lately newest first, the last 50
public record HomeSnapshot(
        Instant at,
        StatusReport status,
        ModeReport mode,
        Optional<NetworkReport> network,
        LoadReport load,
        List<DriveReport> drives,
        HoldingsReport holdings,
        List<JobReport> jobs,
        EarningsReport earnings,
        StakingReport staking,
        List<CheckReport> checks,
        List<AlertReport> alerts,
        List<StoredFile> files,
        List<Transfer> transfers,
        List<NeighbourReport> neighbours,
        List<ActivityEvent> lately) {
    public HomeSnapshot {
        Objects.requireNonNull(at);
        Objects.requireNonNull(status);
        Objects.requireNonNull(mode);
        Objects.requireNonNull(network);
        Objects.requireNonNull(load);
        drives = List.copyOf(drives);
        Objects.requireNonNull(holdings);
        jobs = List.copyOf(jobs);
        Objects.requireNonNull(earnings);
        Objects.requireNonNull(staking);
        checks = List.copyOf(checks);
        alerts = List.copyOf(alerts);
        files = List.copyOf(files);
        transfers = List.copyOf(transfers);
        neighbours = List.copyOf(neighbours);
        lately = List.copyOf(lately);
    }
}
