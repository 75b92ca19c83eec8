// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import haulout.core.Misdeed;
import haulout.core.NodeId;
import haulout.ledger.Committee;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How the other nodes have behaved. Whoever sent something that did not verify is avoided for a
/// while, each time for longer: it is asked only for what the others do not have together. Whoever
/// could not be reached is asked after those who were. Thread-safe.
public final class PeerRecords {
    // a drive with a bad sector is mended by then, a liar costs one request in it
    private static final Duration FIRST_AVOIDANCE = Duration.ofMinutes(1);
    private static final Duration LONGEST_AVOIDANCE = Duration.ofHours(1);

    // within it, others are asked first
    private static final Duration ABSENCE = Duration.ofSeconds(30);

    /// Nodes that are remembered; more than any committee has.
    private static final int MAX_RECORDS = 4096;

    private static final Logger log = LoggerFactory.getLogger(PeerRecords.class);

    private final InstantSource clock;
    private final RandomGenerator random;
    private final Map<NodeId, Entry> entries = new HashMap<>();

    /// @param random chooses who is asked first; called by one thread at a time
    public PeerRecords(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    private static final class Entry {
        private Instant avoidedUntil = Instant.MIN;
        private Instant absentUntil = Instant.MIN;
        private Duration nextAvoidance = FIRST_AVOIDANCE;
        private final Map<Misdeed, Long> lies = new EnumMap<>(Misdeed.class);

        private long count() {
            return lies.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /// A node sent what does not verify, or is no answer at all.
    synchronized void lied(NodeId node, Misdeed misdeed, String what) {
        Entry entry = entry(node);
        entry.lies.merge(misdeed, 1L, Long::sum);
        Instant now = clock.instant();
        if (now.isBefore(entry.avoidedUntil)) {
            // an answer to a question that was asked before
            return;
        }
        entry.avoidedUntil = now.plus(entry.nextAvoidance);
        Duration doubled = entry.nextAvoidance.multipliedBy(2);
        entry.nextAvoidance =
                doubled.compareTo(LONGEST_AVOIDANCE) > 0 ? LONGEST_AVOIDANCE : doubled;
        log.atWarn()
                .addKeyValue("node", node)
                .addKeyValue("lies", entry.count())
                .addKeyValue("what", what)
                .log("a node misbehaved");
    }

    /// A node cannot be reached.
    synchronized void absent(NodeId node) {
        entry(node).absentUntil = clock.instant().plus(ABSENCE);
    }

    /// A node was reached.
    synchronized void present(NodeId node) {
        Entry entry = entries.get(node);
        if (entry != null) {
            entry.absentUntil = Instant.MIN;
        }
    }

    /// How often a node sent what does not verify.
    public synchronized long lies(NodeId node) {
        Entry entry = entries.get(node);
        return entry == null ? 0 : entry.count();
    }

    /// What nodes have sent that does not verify, and how often.
    public synchronized Map<NodeId, Map<Misdeed, Long>> misdeeds() {
        Map<NodeId, Map<Misdeed, Long>> all = new HashMap<>();
        entries.forEach((node, entry) -> {
            if (!entry.lies.isEmpty()) {
                all.put(node, Map.copyOf(entry.lies));
            }
        });
        return all;
    }

    /// Whether a node is to be asked only when the others are not enough.
    public synchronized boolean isAvoided(NodeId node) {
        Entry entry = entries.get(node);
        return entry != null && clock.instant().isBefore(entry.avoidedUntil);
    }

    /// In the order to ask them: at random, those who were not reached after those, and those who
    /// are avoided at the end. What they send is verified like all else, and without them a sliver
    /// may be lost that they could help with.
    synchronized List<Committee.Member> order(Collection<Committee.Member> members) {
        List<Committee.Member> shuffled = new ArrayList<>(members);
        Collections.shuffle(shuffled, Random.from(random));
        Instant now = clock.instant();
        List<Committee.Member> first = new ArrayList<>();
        List<Committee.Member> absent = new ArrayList<>();
        List<Committee.Member> avoided = new ArrayList<>();
        for (Committee.Member member : shuffled) {
            Entry entry = entries.get(member.nodeId());
            if (entry == null) {
                first.add(member);
            } else if (now.isBefore(entry.avoidedUntil)) {
                avoided.add(member);
            } else {
                (now.isBefore(entry.absentUntil) ? absent : first).add(member);
            }
        }
        first.addAll(absent);
        first.addAll(avoided);
        return first;
    }

    private Entry entry(NodeId node) {
        if (entries.size() >= MAX_RECORDS && !entries.containsKey(node)) {
            Instant now = clock.instant();
            entries.values().removeIf(entry -> !now.isBefore(entry.avoidedUntil));
            if (entries.size() >= MAX_RECORDS) {
                entries.clear();
            }
        }
        return entries.computeIfAbsent(node, _ -> new Entry());
    }
}
