// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.read;

import haulout.client.AskRound;
import haulout.client.NodeFault;
import haulout.client.PeerException;
import haulout.core.Axis;
import haulout.core.Misdeed;
import haulout.core.SliverIndex;
import haulout.redstuff.Sliver;
import haulout.redstuff.VerifiedBlobMetadata;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Fetches slivers by their numbers. Each is at one node only, so if one cannot be had, a part of a
/// blob cannot be read without the whole.
final class SliverPick {
    private final ReadTools tools;
    private final VerifiedBlobMetadata metadata;
    private final Axis axis;
    private final SliverChecks checks;
    private final Faults faults;

    private record Fetched(Sliver sliver, boolean isRight) {}

    SliverPick(
            ReadTools tools,
            VerifiedBlobMetadata metadata,
            Axis axis,
            SliverChecks checks,
            Faults faults) {
        this.tools = tools;
        this.metadata = metadata;
        this.axis = axis;
        this.checks = checks;
        this.faults = faults;
    }

    /// How many slivers are fetched at a time, so that they fit into the memory for them.
    int window() {
        long bytes = Math.max(1, metadata.sliverBytes(axis));
        return Math.clamp(tools.limits().requestBytes() / bytes, 1, tools.limits().requests());
    }

    /// Fetches slivers.
    ///
    /// @param wanted at most [#window] of them
    /// @return all of them, or empty if one cannot be had
    Optional<Map<Integer, Sliver>> fetch(Collection<Integer> wanted) throws InterruptedException {
        Deque<Integer> left = new ArrayDeque<>(wanted);
        Map<Integer, Sliver> found = new TreeMap<>();
        try (AskRound<Fetched> round = new AskRound<>(tools.executor())) {
            while (!left.isEmpty()) {
                ask(round, new SliverIndex(left.poll()));
            }
            while (found.size() < wanted.size()) {
                Duration patience = tools.limits().sliverPatience();
                Optional<AskRound.Reply<Fetched>> reply = round.next(patience);
                if (reply.isEmpty() || !take(reply.get(), found)) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(found);
    }

    private void ask(AskRound<Fetched> round, SliverIndex index) {
        int node = tools.peers().holder(metadata.blobId(), index, axis);
        round.ask(
                node,
                () -> {
                    Sliver sliver =
                            tools.peers()
                                    .node(node)
                                    .within(tools.limits().pickPatience())
                                    .sliver(metadata, index.pair(axis, metadata.config()), axis);
                    boolean isRight =
                            sliver.index().equals(index)
                                    && sliver.axis() == axis
                                    && checks.isRight(sliver, metadata);
                    return new Fetched(sliver, isRight);
                });
    }

    private boolean take(AskRound.Reply<Fetched> reply, Map<Integer, Sliver> found)
            throws InterruptedException {
        int node = reply.ticket().node();
        return switch (reply) {
            case AskRound.Reply.Answer<Fetched>(var _, Fetched(Sliver sliver, boolean isRight)) -> {
                if (isRight) {
                    found.put(sliver.index().value(), sliver);
                } else {
                    faults.add(
                            NodeFault.lied(
                                    node,
                                    tools.peers().name(node),
                                    Misdeed.SLIVER,
                                    "gave a wrong sliver"));
                }
                yield isRight;
            }
            case AskRound.Reply.Failure<Fetched>(var _, PeerException cause) -> {
                faults.add(NodeFault.of(node, tools.peers().name(node), cause));
                yield false;
            }
            case AskRound.Reply.GivenUp<Fetched> _ -> throw new InterruptedException();
            case AskRound.Reply.Bug<Fetched>(var _, RuntimeException bug) -> throw bug;
        };
    }
}
