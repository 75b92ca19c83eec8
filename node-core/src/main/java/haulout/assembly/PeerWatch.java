// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import haulout.client.PeerClients;
import haulout.client.PeerException;
import haulout.core.NodeId;
import haulout.core.WireFormatException;
import haulout.ledger.ChainException;
import haulout.ledger.ChainView;
import haulout.ledger.Committee;
import haulout.status.Look;
import haulout.status.NetworkFacts;
import haulout.wire.NodeHealth;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Asks the neighbours how they are, and hears from that also what time they have, what epoch they
/// know, and whether somebody else answers at this node's address.
///
/// Threads: [#ask] by one at a time, the rest by any.
final class PeerWatch {
    /// Whoever answered within it is not asked again: half as many questions, and yet an answer of
    /// each within the minute for which it counts.
    private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

    private static final Duration PEER_TIME = Duration.ofSeconds(5);
    private static final Duration PEER_COUNTS = Duration.ofSeconds(60);
    private static final Duration STORY_COUNTS = Duration.ofMinutes(5);
    private static final Duration SELF_EVERY = Duration.ofMinutes(2);

    // of a large committee the neighbours asked in one round
    private static final int MAX_PEERS = 16;

    // green needs so many
    private static final int ENOUGH = 3;

    // two clocks that were read one after the other
    private static final Duration SAME_UPTIME = Duration.ofSeconds(30);

    // the header of HTTP says whole seconds
    private static final Duration HALF_SECOND = Duration.ofMillis(500);

    private final NodeId self;
    private final PeerClients peers;
    private final ChainView chain;
    private final InstantSource clock;
    private final Supplier<NodeHealth> own;
    private final Map<NodeId, Story> stories = new ConcurrentHashMap<>();
    private volatile Round round = new Round(0, Optional.empty(), Optional.empty());
    private volatile Look alone = Look.never();
    private volatile boolean isAsked;

    /// What a neighbour said last.
    ///
    /// @param ahead how much this clock is ahead of its
    private record Story(Instant at, boolean differs, Optional<Duration> ahead) {}

    /// Of all of them.
    private record Round(int known, Optional<Instant> at, Optional<Instant> fewSince) {}

    /// @param own how this node says that it is
    PeerWatch(
            NodeId self,
            PeerClients peers,
            ChainView chain,
            InstantSource clock,
            Supplier<NodeHealth> own) {
        this.self = self;
        this.peers = peers;
        this.chain = chain;
        this.clock = clock;
        this.own = own;
    }

    /// Asks all of them the next time, and this node's own address.
    void askAll() {
        isAsked = true;
    }

    /// Asks whom it is time to ask.
    void ask() throws ChainException, InterruptedException {
        boolean all = isAsked;
        isAsked = false;
        long epoch = chain.epoch().value();
        List<Committee.Member> members =
                chain.committee(chain.epoch()).map(Committee::members).orElse(List.of());
        List<Committee.Member> others = new ArrayList<>();
        members.stream()
                .filter(member -> !member.nodeId().equals(self))
                .filter(member -> !member.shards().isEmpty())
                .limit(MAX_PEERS)
                .forEach(others::add);
        Set<NodeId> known = new HashSet<>();
        others.forEach(member -> known.add(member.nodeId()));
        stories.keySet().retainAll(known);
        for (Committee.Member member : others) {
            if (all || !isWithin(member.nodeId(), ASK_AGAIN)) {
                ask(member, epoch);
            }
        }
        Instant now = clock.instant();
        boolean few = answering(now) < Math.min(ENOUGH, others.size());
        round =
                new Round(
                        others.size(),
                        Optional.of(now),
                        few ? Optional.of(round.fewSince().orElse(now)) : Optional.empty());
        if (all || alone.at().filter(at -> isFresh(at, now, SELF_EVERY)).isEmpty()) {
            members.stream()
                    .filter(member -> member.nodeId().equals(self))
                    .findFirst()
                    .ifPresent(this::askSelf);
        }
    }

    private boolean isWithin(NodeId node, Duration time) {
        Story story = stories.get(node);
        return story != null && isFresh(story.at(), clock.instant(), time);
    }

    private static boolean isFresh(Instant at, Instant now, Duration time) {
        Duration age = Duration.between(at, now);
        return !age.isNegative() && age.compareTo(time) <= 0;
    }

    private void ask(Committee.Member member, long epoch) throws InterruptedException {
        try {
            Instant begin = clock.instant();
            NodeHealth health = peers.of(member).within(PEER_TIME).health();
            Instant now = clock.instant();
            long its = health.epoch().value();
            if (its <= 0) {
                return;
            }
            // one epoch may have begun there a moment sooner
            boolean differs = its > epoch + 1 || !health.publicKey().equals(member.publicKey());
            Optional<Duration> ahead =
                    peers.timeAt(member)
                            .map(time -> Duration.between(time.plus(HALF_SECOND), now))
                            .map(off -> off.minus(Duration.between(begin, now).dividedBy(2)));
            stories.put(member.nodeId(), new Story(now, differs, ahead));
        } catch (PeerException | WireFormatException e) {
            return; // counts as not answering when its last answer is too old
        }
    }

    /// Whoever answers at the address that the ledger has for this node should be this process.
    private void askSelf(Committee.Member member) {
        try {
            NodeHealth health = peers.of(member).within(PEER_TIME).health();
            NodeHealth mine = own.get();
            Instant now = clock.instant();
            if (!health.publicKey().equals(mine.publicKey())) {
                alone = Look.unknown(now);
                return;
            }
            Duration apart = health.uptime().minus(mine.uptime()).abs();
            alone = apart.compareTo(SAME_UPTIME) > 0 ? Look.failed(now) : Look.passed(now);
        } catch (PeerException | WireFormatException e) {
            alone = Look.unknown(clock.instant()); // many routers do not lead back inside
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int answering(Instant now) {
        return (int)
                stories.values().stream()
                        .filter(story -> isFresh(story.at(), now, PEER_COUNTS))
                        .count();
    }

    NetworkFacts.Peers peers() {
        Round last = round;
        return new NetworkFacts.Peers(
                answering(clock.instant()), last.known(), last.at(), last.fewSince());
    }

    /// Since when nobody answers.
    Optional<Instant> offlineSince() {
        Round last = round;
        boolean nobody = last.known() > 0 && answering(clock.instant()) == 0;
        return nobody ? last.fewSince() : Optional.empty();
    }

    /// This clock against the one in the middle.
    Optional<NetworkFacts.Clock> clock() {
        List<Story> told =
                stories.values().stream().filter(story -> story.ahead().isPresent()).toList();
        Optional<Instant> last = told.stream().map(Story::at).max(Instant::compareTo);
        List<Duration> sorted =
                told.stream().flatMap(story -> story.ahead().stream()).sorted().toList();
        return last.map(at -> new NetworkFacts.Clock(sorted.get(sorted.size() / 2), at));
    }

    Optional<NetworkFacts.Agreement> agreement() {
        Instant now = clock.instant();
        List<Story> told =
                stories.values().stream()
                        .filter(story -> isFresh(story.at(), now, STORY_COUNTS))
                        .toList();
        Optional<Instant> last = told.stream().map(Story::at).max(Instant::compareTo);
        int differing = (int) told.stream().filter(Story::differs).count();
        return last.map(at -> new NetworkFacts.Agreement(told.size(), differing, at));
    }

    /// Whether nobody else runs as this node; empty until it was tried.
    Optional<Look> alone() {
        return Optional.of(alone).filter(look -> look.at().isPresent());
    }
}
