// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.read;

import haulout.client.AskRound;
import haulout.client.NetworkPeers;
import haulout.client.NodeFault;
import haulout.client.Pause;
import haulout.client.PeerException;
import haulout.core.Axis;
import haulout.core.Misdeed;
import haulout.core.SliverIndex;
import haulout.redstuff.Sliver;
import haulout.redstuff.VerifiedBlobMetadata;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Collects enough slivers of one axis of one blob. The best-answering nodes are asked first, as
/// many slivers at a time as are still needed; whatever takes long is asked for elsewhere too.
final class SliverSearch implements AutoCloseable {
    // what is late already is not looked at more often than this
    private static final long MIN_WAIT_NANOS = 10_000_000;

    // so many late requests are waited for beside those asked in their place; when more are late,
    // it is not the nodes that are slow
    private static final int MAX_LATE = 32;

    // late is what takes so many times as long as those that came
    private static final int LATE_FACTOR = 4;

    // an answer counts for a quarter of the average
    private static final int WEIGHT = 4;

    private final NetworkPeers peers;
    private final Axis axis;
    private final VerifiedBlobMetadata metadata;
    private final SliverChecks checks;
    private final ReadLimits limits;
    private final Pause pause;
    private final ReadListener listener;
    private final Faults faults;
    private final SliverShelf shelf;
    private final AskRound<Fetched> round;
    private final NodeRatings ratings;
    private final int need;
    private final List<SliverIndex> candidates = new ArrayList<>();
    private final List<SliverIndex> again = new ArrayList<>();
    private final Map<AskRound.Ticket, Request> underWay = new HashMap<>();
    private final Set<AskRound.Ticket> late = new HashSet<>();
    private final BitSet gave = new BitSet();
    private long usualNanos;

    private record Request(SliverIndex index, long since) {}

    private record Fetched(Sliver sliver, boolean isRight) {}

    SliverSearch(
            ReadTools tools,
            VerifiedBlobMetadata metadata,
            Axis axis,
            SliverChecks checks,
            SliverShelf shelf,
            ReadListener listener,
            Faults faults) {
        this.peers = tools.peers();
        this.metadata = metadata;
        this.axis = axis;
        this.checks = checks;
        this.limits = tools.limits();
        this.pause = tools.pause();
        this.shelf = shelf;
        this.listener = listener;
        this.faults = faults;
        this.round = new AskRound<>(tools.executor());
        this.ratings = new NodeRatings(peers.count());
        this.need = metadata.config().sourceCount(axis);
        for (int index = 0; index < metadata.config().shardCount(); index++) {
            candidates.add(new SliverIndex(index));
        }
    }

    /// Asks until there are enough or nobody has more.
    ///
    /// @return whether there are enough on the shelf
    boolean run() throws IOException, InterruptedException {
        for (int left = limits.rounds(); left > 0; left--) {
            collect();
            if (shelf.count() >= need || again.isEmpty()) {
                break;
            }
            if (left > 1) {
                pause.pause(limits.roundWait());
                candidates.addAll(again);
                again.clear();
            }
        }
        nameTheAbsent();
        return shelf.count() >= need;
    }

    private void collect() throws IOException, InterruptedException {
        while (shelf.count() < need) {
            launch();
            if (underWay.isEmpty()) {
                return;
            }
            Optional<AskRound.Reply<Fetched>> reply = round.next(untilLate());
            if (reply.isPresent()) {
                take(reply.get());
            }
            noticeLate();
        }
    }

    private void launch() {
        long bytes = Math.max(1, metadata.sliverBytes(axis));
        long most = Math.max(1, Math.min(limits.requests(), limits.requestBytes() / bytes));
        while (true) {
            int active = underWay.size() - late.size();
            if (active >= most || shelf.count() + active >= need) {
                return;
            }
            Optional<SliverIndex> next = best();
            if (next.isEmpty()) {
                return;
            }
            ask(next.get());
        }
    }

    /// The next sliver of the node that answers best; of the same node, source slivers first,
    /// because they need no decoding.
    private Optional<SliverIndex> best() {
        candidates.removeIf(index -> ratings.isBanned(holder(index)));
        SliverIndex best = null;
        long cost = Long.MAX_VALUE;
        for (SliverIndex index : candidates) {
            long here = ratings.cost(holder(index));
            if (here < cost) {
                best = index;
                cost = here;
            }
        }
        if (best != null) {
            candidates.remove(best);
        }
        return Optional.ofNullable(best);
    }

    private int holder(SliverIndex index) {
        return peers.holder(metadata.blobId(), index, axis);
    }

    private void ask(SliverIndex index) {
        int node = holder(index);
        ratings.asked(node);
        AskRound.Ticket ticket =
                round.ask(
                        node,
                        () -> {
                            Sliver sliver =
                                    peers.node(node)
                                            .within(limits.sliverPatience())
                                            .sliver(
                                                    metadata,
                                                    index.pair(axis, metadata.config()),
                                                    axis);
                            boolean isRight =
                                    sliver.index().equals(index)
                                            && sliver.axis() == axis
                                            && checks.isRight(sliver, metadata);
                            return new Fetched(sliver, isRight);
                        });
        underWay.put(ticket, new Request(index, System.nanoTime()));
    }

    private void take(AskRound.Reply<Fetched> reply) throws IOException, InterruptedException {
        AskRound.Ticket ticket = reply.ticket();
        int node = ticket.node();
        Request request = Objects.requireNonNull(underWay.remove(ticket), "asked by this");
        late.remove(ticket);
        switch (reply) {
            case AskRound.Reply.Answer<Fetched>(var _, Fetched(Sliver sliver, boolean isRight)) -> {
                if (isRight) {
                    gave.set(node);
                    long took = System.nanoTime() - request.since();
                    ratings.answered(node, took);
                    usualNanos += (took - usualNanos) / WEIGHT;
                    shelf.add(sliver);
                    listener.fetched(Math.min(need, shelf.count()), need);
                } else {
                    ratings.failed(node);
                    ratings.ban(node);
                    faults.add(
                            NodeFault.lied(
                                    node, peers.name(node), Misdeed.SLIVER, "gave a wrong sliver"));
                }
            }
            case AskRound.Reply.Failure<Fetched>(var _, PeerException cause) -> {
                ratings.failed(node);
                NodeFault fault = NodeFault.of(node, peers.name(node), cause);
                faults.add(fault);
                if (fault.kind() == NodeFault.Kind.LIED) {
                    ratings.ban(node);
                } else {
                    again.add(request.index());
                }
            }
            case AskRound.Reply.GivenUp<Fetched> _ -> {
                ratings.failed(node);
                again.add(request.index());
            }
            case AskRound.Reply.Bug<Fetched>(var _, RuntimeException bug) -> throw bug;
        }
    }

    /// After which time a request is late: twice as long a sliver may take twice as long.
    private long lateNanos() {
        return Math.max(limits.hedgeAfter().toNanos(), LATE_FACTOR * usualNanos);
    }

    private Duration untilLate() {
        long now = System.nanoTime();
        long first = lateNanos();
        for (var entry : underWay.entrySet()) {
            if (!late.contains(entry.getKey())) {
                first = Math.min(first, entry.getValue().since() + lateNanos() - now);
            }
        }
        return Duration.ofNanos(Math.max(MIN_WAIT_NANOS, first));
    }

    /// What is late no longer counts as under way, so another is asked for in its place.
    private void noticeLate() {
        long now = System.nanoTime();
        for (var entry : underWay.entrySet()) {
            boolean isLate = now - entry.getValue().since() >= lateNanos();
            if (isLate
                    && late.size() < MAX_LATE
                    && !candidates.isEmpty()
                    && late.add(entry.getKey())) {
                ratings.late(entry.getKey().node());
            }
        }
    }

    /// Only who has given nothing in the end was away: under load all answer late, and bring it all
    /// the same.
    private void nameTheAbsent() {
        for (AskRound.Ticket ticket : late) {
            int node = ticket.node();
            if (!gave.get(node)) {
                faults.add(NodeFault.late(node, peers.name(node), "was not waited for"));
            }
        }
    }

    @Override
    public void close() {
        round.close();
    }
}
