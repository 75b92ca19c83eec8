// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.status;

import haulout.resources.settings.Mode;
import haulout.text.Sentence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// A node whose facts a test turns; starts with everything well.
final class Household {
    Instant now;
    Phase phase = new Phase.Running();
    Look core;
    Look marker;
    Look write;
    Look secondMarker;
    Look secondWrite;
    Optional<Instant> rebuiltFrom = Optional.empty();
    int slowInRow;
    DriveFacts.Space space = new DriveFacts.Space(100, 50);
    NetworkFacts.Peers peers;
    Optional<Instant> offlineSince = Optional.empty();
    Look reached;
    NetworkFacts.Clock clock;
    Look storageCheck;
    NetworkFacts.Ledger ledger;
    Look fastRoute;
    Look ownAddress;
    NetworkFacts.Agreement agreement;
    Look alone;
    NetworkFacts.Release release;
    Optional<OwnerFacts.Backup> backup = Optional.empty();
    Optional<String> phone = Optional.empty();
    Mode mode = Mode.AUTOMATIC;
    boolean answers = true;
    boolean takesIn = true;
    boolean works = true;
    boolean onBattery;
    boolean keepsPieces = true;
    List<RuleReport> rules = new ArrayList<>();
    List<AlertReport> found = new ArrayList<>();
    List<String> drives = List.of("D:", "F:");

    /// Something that breaks one proof.
    ///
    /// @param expected what is shown if nothing else is wrong
    record Fault(String name, NodeStanding expected, Consumer<Household> inject) {}

    Household(Instant now) {
        this.now = now;
        Look fresh = Look.passed(now.minusSeconds(5));
        core = fresh;
        marker = fresh;
        write = fresh;
        secondMarker = fresh;
        secondWrite = fresh;
        reached = fresh;
        storageCheck = fresh;
        fastRoute = fresh;
        ownAddress = fresh;
        alone = fresh;
        ledger = new NetworkFacts.Ledger(Duration.ZERO, now.minusSeconds(5));
        agreement = new NetworkFacts.Agreement(11, 0, now.minusSeconds(5));
        release = new NetworkFacts.Release(true, Optional.empty(), now.minusSeconds(5));
        clock = new NetworkFacts.Clock(Duration.ofMillis(80), now.minusSeconds(5));
        peers = new NetworkFacts.Peers(11, 11, Optional.of(now.minusSeconds(5)), Optional.empty());
    }

    private static void each(
            List<Fault> faults,
            String name,
            Duration freshness,
            NodeStanding failed,
            BiConsumer<Household, Look> set) {
        faults.add(
                new Fault(
                        name + " stale",
                        NodeStanding.CHECKING,
                        h -> set.accept(h, Look.passed(h.now.minus(freshness).minusMillis(1)))));
        faults.add(
                new Fault(
                        name + " of a time to come",
                        NodeStanding.CHECKING,
                        h -> set.accept(h, Look.passed(h.now.plusMillis(1)))));
        faults.add(new Fault(name + " failed", failed, h -> set.accept(h, Look.failed(h.now))));
    }

    private static void unknown(List<Fault> faults, String name, BiConsumer<Household, Look> set) {
        faults.add(
                new Fault(
                        name + " unknown",
                        NodeStanding.CHECKING,
                        h -> set.accept(h, Look.never())));
    }

    /// Every way in which one proof can be no proof.
    static List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        BiConsumer<Household, Look> core = (h, look) -> h.core = look;
        each(faults, "core", Duration.ofSeconds(10), NodeStanding.STOPPED, core);
        unknown(faults, "core", core);
        BiConsumer<Household, Look> marker = (h, look) -> h.marker = look;
        each(faults, "marker", Duration.ofSeconds(60), NodeStanding.AT_RISK, marker);
        unknown(faults, "marker", marker);
        BiConsumer<Household, Look> write = (h, look) -> h.secondWrite = look;
        each(faults, "write", Duration.ofMinutes(5), NodeStanding.AT_RISK, write);
        unknown(faults, "write", write);
        BiConsumer<Household, Look> reached = (h, look) -> h.reached = look;
        each(faults, "reached", Duration.ofMinutes(30), NodeStanding.ATTENTION, reached);
        unknown(faults, "reached", reached);
        BiConsumer<Household, Look> check = (h, look) -> h.storageCheck = look;
        each(faults, "storage check", Duration.ofHours(24), NodeStanding.ATTENTION, check);
        unknown(faults, "storage check", check);
        others(faults);
        return faults;
    }

    private static void others(List<Fault> faults) {
        faults.add(
                new Fault(
                        "peers stale",
                        NodeStanding.CHECKING,
                        h -> h.peers = peers(11, Optional.of(h.now.minusSeconds(61)))));
        faults.add(
                new Fault(
                        "peers failed",
                        NodeStanding.CHECKING,
                        h -> h.peers = peers(2, Optional.of(h.now))));
        faults.add(
                new Fault(
                        "peers unknown",
                        NodeStanding.CHECKING,
                        h -> h.peers = peers(0, Optional.empty())));
        faults.add(
                new Fault(
                        "clock stale",
                        NodeStanding.CHECKING,
                        h ->
                                h.clock =
                                        new NetworkFacts.Clock(
                                                Duration.ZERO, h.now.minusSeconds(1801))));
        faults.add(
                new Fault(
                        "clock off",
                        NodeStanding.ATTENTION,
                        h -> h.clock = new NetworkFacts.Clock(Duration.ofSeconds(31), h.now)));
        faults.add(
                new Fault(
                        "clock wrong",
                        NodeStanding.AT_RISK,
                        h -> h.clock = new NetworkFacts.Clock(Duration.ofMinutes(-6), h.now)));
        faults.add(
                new Fault(
                        "ledger far behind",
                        NodeStanding.AT_RISK,
                        h -> h.ledger = new NetworkFacts.Ledger(Duration.ofMinutes(31), h.now)));
        faults.add(
                new Fault(
                        "ledger behind",
                        NodeStanding.ATTENTION,
                        h -> h.ledger = new NetworkFacts.Ledger(Duration.ofMinutes(11), h.now)));
        faults.add(
                new Fault(
                        "two neighbours differ",
                        NodeStanding.AT_RISK,
                        h -> h.agreement = new NetworkFacts.Agreement(11, 2, h.now)));
        faults.add(
                new Fault(
                        "the same node elsewhere",
                        NodeStanding.AT_RISK,
                        h -> h.alone = Look.failed(h.now)));
        faults.add(
                new Fault(
                        "update needed",
                        NodeStanding.AT_RISK,
                        h ->
                                h.release =
                                        new NetworkFacts.Release(
                                                false,
                                                Optional.of(h.now.plusSeconds(86_400)),
                                                h.now)));
        faults.add(
                new Fault(
                        "risk",
                        NodeStanding.AT_RISK,
                        h ->
                                h.found.add(
                                        new AlertReport(
                                                "ledger.damaged",
                                                "",
                                                AlertReport.Level.AT_RISK,
                                                Sentence.of("alert.core"),
                                                h.now,
                                                Optional.empty(),
                                                List.of()))));
    }

    /// A check whose finding is too old to be one, or was never made.
    ///
    /// @param checks its name, or names
    record Stale(String checks, Consumer<Household> inject) {
        boolean isAbout(String check) {
            return List.of(checks.split(" ", -1)).contains(check);
        }
    }

    /// Every check that has an age, with a finding that counts no more.
    static List<Stale> stale() {
        List<Stale> stale = new ArrayList<>();
        stale.add(new Stale("core", h -> h.core = Look.passed(h.now.minusSeconds(11))));
        stale.add(new Stale("drive.present", h -> h.marker = Look.passed(h.now.minusSeconds(61))));
        stale.add(new Stale("drive.write", h -> h.write = Look.passed(h.now.minusSeconds(301))));
        stale.add(
                new Stale(
                        "net.peers",
                        h -> h.peers = peers(11, Optional.of(h.now.minusSeconds(61)))));
        stale.add(new Stale("net.reach", h -> h.reached = Look.passed(h.now.minusSeconds(1801))));
        stale.add(
                new Stale(
                        "clock",
                        h -> h.clock = new NetworkFacts.Clock(Duration.ZERO, ago(h, 1801))));
        stale.add(
                new Stale(
                        "sync and ended",
                        h -> h.ledger = new NetworkFacts.Ledger(Duration.ZERO, ago(h, 121))));
        stale.add(new Stale("record.checks", h -> h.storageCheck = Look.passed(ago(h, 86_401))));
        stale.add(new Stale("net.udp", h -> h.fastRoute = Look.passed(ago(h, 86_401))));
        stale.add(new Stale("net.udp", h -> h.fastRoute = Look.never()));
        stale.add(new Stale("net.cgnat", h -> h.ownAddress = Look.passed(ago(h, 86_401))));
        stale.add(new Stale("net.cgnat", h -> h.ownAddress = Look.unknown(h.now)));
        stale.add(
                new Stale(
                        "agree",
                        h -> h.agreement = new NetworkFacts.Agreement(11, 0, ago(h, 301))));
        stale.add(new Stale("agree", h -> h.agreement = new NetworkFacts.Agreement(0, 0, h.now)));
        stale.add(new Stale("double", h -> h.alone = Look.passed(ago(h, 601))));
        stale.add(new Stale("double", h -> h.alone = Look.never()));
        stale.add(
                new Stale(
                        "version",
                        h ->
                                h.release =
                                        new NetworkFacts.Release(
                                                true, Optional.empty(), ago(h, 8 * 86_400))));
        return stale;
    }

    private static Instant ago(Household house, long seconds) {
        return house.now.minusSeconds(seconds);
    }

    private static NetworkFacts.Peers peers(int answering, Optional<Instant> at) {
        return new NetworkFacts.Peers(answering, 11, at, Optional.empty());
    }

    static RuleReport rule(String id, Set<String> stops, Sentence why, Sentence ends) {
        return new RuleReport(
                id,
                "",
                RuleReport.State.ACTIVE,
                false,
                stops,
                Set.of(),
                Sentence.of("value.unknown"),
                Sentence.of("value.unknown"),
                Instant.EPOCH,
                Optional.of(ends),
                Optional.empty(),
                why);
    }

    Facts facts() {
        return new Facts(
                now,
                phase,
                core,
                keepsPieces,
                Optional.of(62_400_000_000L),
                drives.stream().map(this::drive).toList(),
                new NetworkFacts(
                        peers,
                        offlineSince,
                        Optional.of(new NetworkFacts.Reach(reached, false)),
                        Optional.of(clock),
                        Optional.of(ledger),
                        Optional.of(
                                new NetworkFacts.StorageChecks(
                                        412, 412, storageCheck, Optional.empty())),
                        Optional.of(fastRoute),
                        Optional.of(ownAddress),
                        Optional.of(agreement),
                        Optional.of(alone),
                        Optional.of(release)),
                new OwnerFacts(
                        Optional.empty(),
                        backup,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        phone),
                new RestFacts(mode, answers, takesIn, works, onBattery, rules),
                found);
    }

    private DriveFacts drive(String label) {
        boolean first = label.equals("D:");
        return new DriveFacts(
                label,
                label,
                first ? marker : secondMarker,
                first ? write : secondWrite,
                Optional.of(Duration.ofMillis(12)),
                first ? slowInRow : 0,
                Optional.of(space),
                Optional.of(new DriveFacts.Damage(0, 0, 0)),
                now.minus(Duration.ofDays(1)),
                Optional.empty(),
                Optional.empty(),
                rebuiltFrom);
    }
}
