// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.daemon;

import haulout.assembly.HouseRules;
import haulout.assembly.NodeHost;
import haulout.assembly.NodeWatch;
import haulout.assembly.OpenThings;
import haulout.status.AlertStarts;
import haulout.status.Facts;
import haulout.status.Look;
import haulout.status.NetworkFacts;
import haulout.status.OwnerFacts;
import haulout.status.Phase;
import haulout.status.RestFacts;
import haulout.status.StatusFunction;
import haulout.status.Surface;
import haulout.store.file.SystemFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// How this computer's node is, looked at every few seconds, so that each alert keeps the time at
/// which it began.
///
/// Threads: any.
final class CoreLook {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final HouseRules rules;
    private final Supplier<Optional<NodeWatch>> watch;
    private final Optional<IntSupplier> others;
    private final Supplier<Optional<Phase>> leaving;
    private final InstantSource clock;
    private final AlertStartsFile file;
    private AlertStarts starts;

    private CoreLook(
            HouseRules rules,
            Supplier<Optional<NodeWatch>> watch,
            Optional<IntSupplier> others,
            Supplier<Optional<Phase>> leaving,
            AlertStartsFile file,
            InstantSource clock) {
        this.file = file;
        this.starts = file.starts();
        this.leaving = leaving;
        this.rules = rules;
        this.watch = watch;
        this.others = others;
        this.clock = clock;
    }

    /// Begins to look.
    ///
    /// @param open takes charge of it
    /// @param home data directory, where it is kept since when something is not well
    /// @param watch of this computer's own node; empty while that does not run
    /// @param others how many nodes of the network run, where this computer has none of its own
    /// @param leaving how far the node is with leaving, if it leaves or has left
    static CoreLook begin(
            OpenThings open,
            NodeHost host,
            Path home,
            HouseRules rules,
            Supplier<Optional<NodeWatch>> watch,
            Optional<IntSupplier> others,
            Supplier<Optional<Phase>> leaving) {
        AlertStartsFile file = new AlertStartsFile(new SystemFiles(), home);
        CoreLook look = new CoreLook(rules, watch, others, leaving, file, host.clock());
        open.add(() -> {
            look.keep();
            file.close();
        });
        Runnable begin = () -> host.background().execute(look::lookAndKeep);
        begin.run();
        open.add(host.every(EVERY, begin)::close);
        return look;
    }

    private void lookAndKeep() {
        look();
        keep();
    }

    private void keep() {
        AlertStarts now;
        synchronized (this) {
            now = starts;
        }
        file.keep(now);
    }

    /// How the core is now.
    synchronized Surface look() {
        RestFacts rest = rules.rest();
        Surface surface =
                watch.get()
                        .map(node ->
                                StatusFunction.look(
                                        withFaults(node.facts(rest, rules.owner())), starts))
                        .orElseGet(() ->
                                StatusFunction.look(
                                        others.map(running -> following(rest, running.getAsInt()))
                                                .orElseGet(() -> stopped(rest)),
                                        starts));
        starts = starts.after(surface);
        return surface;
    }

    /// Of somebody who runs no node: nothing is kept, and whether the network is there counts.
    private Facts following(RestFacts rest, int running) {
        Instant now = clock.instant();
        return new Facts(
                now,
                new Phase.Running(),
                Look.passed(now),
                false,
                Optional.empty(),
                List.of(),
                NetworkFacts.of(
                        new NetworkFacts.Peers(
                                running,
                                running,
                                Optional.of(now),
                                running == 0 ? Optional.of(now) : Optional.empty())),
                OwnerFacts.NONE,
                // the rules hold nothing back of which there is anything
                new RestFacts(rest.mode(), true, true, true, rest.onBattery(), List.of()),
                rules.faults().alerts());
    }

    private Facts stopped(RestFacts rest) {
        Instant now = clock.instant();
        return new Facts(
                now,
                new Phase.Stopped(),
                Look.passed(now),
                true,
                Optional.empty(),
                List.of(),
                NetworkFacts.of(new NetworkFacts.Peers(0, 0, Optional.empty(), Optional.empty())),
                OwnerFacts.NONE,
                rest,
                rules.faults().alerts());
    }

    private Facts withFaults(Facts facts) {
        Facts all = facts.with(rules.faults().alerts());
        return all.phase() instanceof Phase.Running ? leaving.get().map(all::in).orElse(all) : all;
    }
}
