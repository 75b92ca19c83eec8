// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import haulout.resources.settings.Mode;
import haulout.status.AlertReport;
import haulout.status.DriveFacts;
import haulout.status.Facts;
import haulout.status.Look;
import haulout.status.NetworkFacts;
import haulout.status.OwnerFacts;
import haulout.status.Phase;
import haulout.status.RestFacts;
import haulout.text.Sentence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// A node whose facts a test breaks; begins with everything well.
final class Household {
    /// Nothing is wrong with that.
    static final String NO_NODE = "stakes are only followed";

    final Instant now;
    Phase phase = new Phase.Running();
    Look core;
    Look marker;
    Look write;
    Look reached;
    Look storageCheck;
    Look alone;
    NetworkFacts.Peers peers;
    Optional<Instant> offlineSince = Optional.empty();
    NetworkFacts.Clock clock;
    NetworkFacts.Ledger ledger;
    NetworkFacts.Agreement agreement;
    NetworkFacts.Release release;
    DriveFacts.Space space = new DriveFacts.Space(100, 50);
    DriveFacts.Damage damage = new DriveFacts.Damage(0, 0, 0);
    Optional<OwnerFacts.Backup> backup = Optional.empty();
    Mode mode = Mode.AUTOMATIC;
    boolean takesIn = true;
    boolean keeps = true;
    final List<AlertReport> found = new ArrayList<>();

    Household(Instant now) {
        this.now = now;
        Look fresh = Look.passed(now.minusSeconds(5));
        core = fresh;
        marker = fresh;
        write = fresh;
        reached = fresh;
        storageCheck = fresh;
        alone = fresh;
        peers = new NetworkFacts.Peers(11, 11, Optional.of(now.minusSeconds(5)), Optional.empty());
        clock = new NetworkFacts.Clock(Duration.ofMillis(80), now.minusSeconds(5));
        ledger = new NetworkFacts.Ledger(Duration.ZERO, now.minusSeconds(5));
        agreement = new NetworkFacts.Agreement(11, 0, now.minusSeconds(5));
        release = new NetworkFacts.Release(true, Optional.empty(), now.minusSeconds(5));
    }

    /// What can go wrong, by its name.
    static Map<String, Consumer<Household>> faults() {
        Map<String, Consumer<Household>> all = new LinkedHashMap<>();
        all.put("all is well", _ -> {});
        all.put(NO_NODE, h -> h.keeps = false);
        all.put("the core does not answer", h -> h.core = Look.failed(h.now));
        all.put("the core answered long ago", h -> h.core = Look.passed(h.now.minusSeconds(11)));
        all.put("it starts", h -> h.phase = new Phase.Starting());
        all.put("it was stopped", h -> h.phase = new Phase.Stopped());
        all.put(
                "it leaves",
                h -> h.phase = new Phase.Leaving(40, Optional.of(Duration.ofMinutes(50))));
        all.put("it has left", h -> h.phase = new Phase.Left(Optional.of(h.now)));
        all.put("the network ended", h -> h.phase = new Phase.Closed("practice", h.now));
        all.put("a drive is away", h -> h.marker = Look.failed(h.now));
        all.put("a drive was not looked at", h -> h.marker = Look.never());
        all.put("a drive cannot be written to", h -> h.write = Look.failed(h.now));
        all.put("a drive is full", h -> h.space = new DriveFacts.Space(20, 50));
        all.put("pieces are damaged", h -> h.damage = new DriveFacts.Damage(12, 12, 12));
        all.put("nobody reaches it", h -> h.reached = Look.failed(h.now));
        all.put("a storage check was missed", h -> h.storageCheck = Look.failed(h.now));
        all.put("it runs twice", h -> h.alone = Look.failed(h.now));
        all.put("the internet is gone", h -> h.offlineSince = Optional.of(h.now.minusSeconds(90)));
        all.put(
                "one neighbour answers",
                h ->
                        h.peers =
                                new NetworkFacts.Peers(
                                        1,
                                        11,
                                        Optional.of(h.now),
                                        Optional.of(h.now.minusSeconds(90))));
        all.put(
                "neighbours were not asked for a while",
                h ->
                        h.peers =
                                new NetworkFacts.Peers(
                                        11,
                                        11,
                                        Optional.of(h.now.minusSeconds(61)),
                                        Optional.empty()));
        all.put(
                "the clock is off",
                h -> h.clock = new NetworkFacts.Clock(Duration.ofSeconds(31), h.now));
        all.put(
                "the clock is wrong",
                h -> h.clock = new NetworkFacts.Clock(Duration.ofMinutes(-6), h.now));
        all.put(
                "the ledger is behind",
                h -> h.ledger = new NetworkFacts.Ledger(Duration.ofMinutes(31), h.now));
        all.put("neighbours disagree", h -> h.agreement = new NetworkFacts.Agreement(11, 2, h.now));
        all.put(
                "an update is needed",
                h ->
                        h.release =
                                new NetworkFacts.Release(
                                        false, Optional.of(h.now.plusSeconds(86_400)), h.now));
        all.put(
                "no recovery sheet is saved",
                h ->
                        h.backup =
                                Optional.of(
                                        new OwnerFacts.Backup(
                                                false, h.now.minus(Duration.ofDays(9)), true)));
        all.put("it is paused", h -> h.mode = Mode.pausedUntil(h.now.plusSeconds(1_800)));
        all.put("a rule stops what comes in", h -> h.takesIn = false);
        all.put(
                "the window failed",
                h ->
                        h.found.add(
                                new AlertReport(
                                        "surface",
                                        "window",
                                        AlertReport.Level.TIP,
                                        Sentence.of("alert.surface.window"),
                                        h.now,
                                        Optional.empty(),
                                        List.of())));
        return all;
    }

    Facts facts() {
        return new Facts(
                now,
                phase,
                core,
                keeps,
                keeps ? Optional.of(62_400_000_000L) : Optional.empty(),
                keeps ? List.of(drive()) : List.of(),
                new NetworkFacts(
                        peers,
                        offlineSince,
                        Optional.of(new NetworkFacts.Reach(reached, false)),
                        Optional.of(clock),
                        Optional.of(ledger),
                        Optional.of(
                                new NetworkFacts.StorageChecks(
                                        412, 412, storageCheck, Optional.empty())),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(agreement),
                        Optional.of(alone),
                        Optional.of(release)),
                new OwnerFacts(
                        Optional.empty(),
                        backup,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                new RestFacts(mode, true, takesIn, true, false, List.of()),
                found);
    }

    private DriveFacts drive() {
        return new DriveFacts(
                "D:",
                "D:",
                marker,
                write,
                Optional.of(Duration.ofMillis(12)),
                0,
                Optional.of(space),
                Optional.of(damage),
                now.minus(Duration.ofDays(1)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
