// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.daemon;

import haulout.assembly.HouseRules;
import haulout.assembly.OpenThings;
import haulout.practice.PracticeNetwork;
import haulout.practice.PracticeSetup;
import haulout.resources.guest.Obedience;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/// A practice network without a window.
///
/// Threads: any.
public final class PracticeHost implements AutoCloseable {
    private final OpenThings open;
    private final PracticeNetwork network;

    private PracticeHost(OpenThings open, PracticeNetwork network) {
        this.open = open;
        this.network = network;
    }

    /// What the owner chose; what is empty is as it was, or the standard for a new network.
    ///
    /// @param home data directory
    /// @param nodes how many nodes; standard 12
    /// @param shards how many shards; standard 100
    /// @param epoch how long an epoch lasts; standard ten minutes
    /// @param descriptor file that says how to reach the network
    /// @param plainHttp whether the network does without TLS
    /// @param codecThreads threads that encode, hash and sign
    /// @param rules whether the rules about the use of this computer are obeyed
    public record Options(
            Path home,
            OptionalInt nodes,
            OptionalInt shards,
            Optional<Duration> epoch,
            Optional<Path> descriptor,
            boolean plainHttp,
            int codecThreads,
            Obedience rules) {
        public Options {
            Objects.requireNonNull(home);
            Objects.requireNonNull(nodes);
            Objects.requireNonNull(shards);
            Objects.requireNonNull(epoch);
            Objects.requireNonNull(descriptor);
        }
    }

    /// Starts a network; when this returns, every node answers.
    ///
    /// @throws IOException if anything that it needs is missing; nothing stays open then
    public static PracticeHost open(Options options, InstantSource clock)
            throws IOException, InterruptedException {
        OpenThings open = new OpenThings();
        boolean opened = false;
        try {
            HouseRules rules = HouseRules.open(options.home(), clock, options.rules());
            open.add(rules::close);
            PracticeNetwork network =
                    PracticeNetwork.open(
                            setup(options),
                            rules.guest(),
                            (begun, things) -> {
                                rules.start(begun::lent);
                                CoreDesk _ =
                                        CoreDesk.open(
                                                things,
                                                begun.home(),
                                                begun.host(),
                                                rules,
                                                begun::watch);
                            },
                            clock);
            open.add(network::close);
            opened = true;
            return new PracticeHost(open, network);
        } finally {
            if (!opened) {
                open.close();
            }
        }
    }

    private static PracticeSetup setup(Options options) {
        return new PracticeSetup(
                options.home(),
                options.nodes(),
                options.shards(),
                options.epoch(),
                options.plainHttp(),
                options.descriptor(),
                PracticeSetup.STANDARD_LENT_BYTES,
                options.codecThreads());
    }

    /// How to reach the network, as one JSON document.
    public String descriptor() throws IOException {
        return network.descriptor();
    }

    /// How many nodes it has.
    public int nodeCount() {
        return network.nodeCount();
    }

    /// How many shards it has.
    public int shardCount() {
        return network.ledger().shardCount();
    }

    /// The epoch that it is in.
    public long epoch() {
        return network.ledger().epoch().value();
    }

    /// Where this computer's programs control it.
    public String controlUrl() {
        return network.controlUrl();
    }

    @Override
    public void close() throws IOException {
        open.close();
    }
}
