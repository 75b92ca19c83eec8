// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import haulout.core.NodeId;
import haulout.core.ShardIndex;
import haulout.ledger.Committee;
import haulout.ledger.embedded.EmbeddedLedger;
import haulout.network.Finding;
import haulout.network.NeighbourView;
import haulout.network.Neighbourhood;
import haulout.network.RepairView;
import haulout.node.sync.SyncSnapshot;
import haulout.store.segment.StoreFigures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The nodes of a practice network and what can be done to them.
///
/// Threads: any.
final class PracticeNeighbourhood implements Neighbourhood {
    private final Neighbours nodes;
    private final PracticeLedger chain;
    private final DescriptorBoard board;
    private final Findings findings;

    PracticeNeighbourhood(
            Neighbours nodes, PracticeLedger chain, DescriptorBoard board, Findings findings) {
        this.nodes = nodes;
        this.chain = chain;
        this.board = board;
        this.findings = findings;
    }

    @Override
    public List<NeighbourView> neighbours() {
        EmbeddedLedger ledger = chain.ledger();
        Optional<Committee> committee = ledger.committee(ledger.epoch());
        List<NeighbourView> views = new ArrayList<>();
        for (Neighbour node : nodes.all()) {
            views.add(view(views.size(), node, committee));
        }
        return views;
    }

    private NeighbourView view(int place, Neighbour node, Optional<Committee> committee) {
        NodeId id = node.id();
        List<ShardIndex> shards =
                committee
                        .flatMap(members -> members.member(id))
                        .map(Committee.Member::shards)
                        .orElse(List.of());
        List<StoreFigures.DriveFigures> drives =
                node.figures().map(StoreFigures::drives).orElse(List.of());
        return new NeighbourView(
                place,
                Neighbours.name(place),
                id,
                nodes.address(id),
                state(node),
                shards,
                drives.stream().mapToLong(StoreFigures.DriveFigures::liveBytes).sum(),
                drives.stream().mapToLong(StoreFigures.DriveFigures::liveRecords).sum(),
                node.sync().flatMap(PracticeNeighbourhood::repair));
    }

    private static NeighbourView.State state(Neighbour node) {
        if (!node.isRunning()) {
            return NeighbourView.State.STOPPED;
        }
        return switch (node.manner()) {
            case SLOW -> NeighbourView.State.SLOW;
            case LYING -> NeighbourView.State.LYING;
            case HONEST -> node.isWiped() ? NeighbourView.State.WIPED : NeighbourView.State.RUNNING;
        };
    }

    private static Optional<RepairView> repair(SyncSnapshot sync) {
        if (sync.shardCount() == 0 && sync.blobCount() == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new RepairView(
                        sync.shardCount(),
                        sync.blobCount(),
                        sync.sliversOfSpell(),
                        sync.sliversLeft(),
                        sync.sliversPerSecond(),
                        sync.bytesPerSecond(),
                        sync.expectedEnd()));
    }

    @Override
    public void stop(int place) throws IOException {
        nodes.get(place).stop();
    }

    @Override
    public void start(int place) throws IOException, InterruptedException {
        nodes.get(place).start();
        board.write();
    }

    @Override
    public void wipe(int place) throws IOException, InterruptedException {
        nodes.get(place).wipe();
        board.write();
    }

    @Override
    public void slow(int place) throws IOException {
        behave(place, Guise.Manner.SLOW);
    }

    @Override
    public void lie(int place) throws IOException {
        behave(place, Guise.Manner.LYING);
    }

    private void behave(int place, Guise.Manner manner) throws IOException {
        Neighbour node = nodes.get(place);
        if (!node.isRunning()) {
            throw new RequestRefusal(409, "node " + place + " is stopped; start it first");
        }
        node.behave(manner);
    }

    @Override
    public List<Finding> findings(long after) throws InterruptedException {
        return findings.after(after);
    }

    @Override
    public void nextEpoch() throws IOException, InterruptedException {
        chain.nextEpoch();
    }
}
