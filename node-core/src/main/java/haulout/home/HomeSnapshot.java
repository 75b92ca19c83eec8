// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.status.AlertReport;
import haulout.status.CheckReport;
import haulout.status.NodeStanding;
import haulout.status.StatusReport;
import haulout.status.Surface;
import haulout.text.Sentence;
import haulout.text.Term;
import java.time.Duration;
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
    /// Without news for so long the node counts as not answering.
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    /// Whether it is so old that nothing in it may be claimed any more. A node that does not run
    /// does not become less so.
    public boolean isOldAt(Instant now) {
        return status.standing() != NodeStanding.STOPPED && at.plus(PATIENCE).isBefore(now);
    }

    /// The snapshot as everybody who shows it at a moment has to take it: when it is so old that
    /// nothing in it may be claimed any more, the node is being checked.
    public HomeSnapshot seenAt(Instant now) {
        if (!isOldAt(now)) {
            return this;
        }
        StatusReport old =
                new StatusReport(
                        NodeStanding.CHECKING,
                        NodeStanding.CHECKING.title(),
                        Sentence.of("status.stale", new Term.At(at)),
                        List.of(),
                        Optional.empty(),
                        status.proofs(),
                        status.rules());
        return new HomeSnapshot(
                at,
                old,
                mode,
                network,
                load,
                drives,
                holdings,
                jobs,
                earnings,
                staking,
                checks,
                alerts,
                files,
                transfers,
                neighbours,
                lately);
    }

    /// How the node is at a moment, for those who show nothing else.
    public Surface surfaceAt(Instant now) {
        HomeSnapshot seen = seenAt(now);
        return new Surface(seen.status, seen.checks, seen.alerts);
    }

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
