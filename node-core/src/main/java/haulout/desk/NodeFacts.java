// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.network.OwnNode;
import haulout.status.AlertReport;
import haulout.status.DriveFacts;
import haulout.status.Facts;
import haulout.status.Look;
import haulout.status.NetworkFacts;
import haulout.status.OwnerFacts;
import haulout.status.Phase;
import haulout.status.RestFacts;
import haulout.status.StatusFunction;
import haulout.status.Surface;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Gathers what the status function judges by.
final class NodeFacts {
    private final OwnNode node;
    private final ProofRounds rounds;
    private final Supplier<RestFacts> rest;
    private final InstantSource clock;
    private final Instant begun;
    private List<AlertReport> alerts = List.of();

    NodeFacts(OwnNode node, ProofRounds rounds, Supplier<RestFacts> rest, InstantSource clock) {
        this.node = node;
        this.rounds = rounds;
        this.rest = rest;
        this.clock = clock;
        this.begun = clock.instant();
    }

    /// How the node is now.
    synchronized Surface surface() {
        Instant now = clock.instant();
        List<OwnNode.OwnDrive> drives = node.drives();
        Optional<OwnNode.Holdings> holdings = node.holdings();
        Facts facts =
                new Facts(
                        now,
                        holdings.isPresent() ? new Phase.Running() : new Phase.Stopped(),
                        holdings.isPresent() ? Look.passed(now) : Look.failed(now),
                        true,
                        holdings.map(OwnNode.Holdings::bytes),
                        drives.stream().map(this::drive).toList(),
                        NetworkFacts.of(rounds.peers()),
                        OwnerFacts.NONE,
                        rest.get(),
                        List.of());
        Surface surface = StatusFunction.look(facts, alerts);
        alerts = surface.alerts();
        return surface;
    }

    private DriveFacts drive(OwnNode.OwnDrive drive) {
        return new DriveFacts(
                drive.id(),
                DriveReports.label(drive.folder()),
                rounds.marker(drive),
                rounds.write(drive),
                drive.writeTime(),
                drive.slow() ? 3 : 0,
                drive.room()
                        .map(room -> new DriveFacts.Space(room.freeBytes(), drive.floorBytes())),
                Optional.of(new DriveFacts.Damage(drive.errors(), drive.errors(), drive.errors())),
                begun,
                Optional.empty(),
                drive.missingSince(),
                Optional.empty());
    }

    /// How a node is that is being started, or that could not be.
    static Surface idle(Phase phase, Instant now, List<AlertReport> found) {
        return StatusFunction.look(
                new Facts(
                        now,
                        phase,
                        Look.never(),
                        true,
                        Optional.empty(),
                        List.of(),
                        NetworkFacts.of(
                                new NetworkFacts.Peers(
                                        0, 0, Optional.empty(), Optional.empty())),
                        OwnerFacts.NONE,
                        RestFacts.FREE,
                        found),
                List.of());
    }
}
