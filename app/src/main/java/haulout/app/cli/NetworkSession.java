// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import com.google.errorprone.annotations.MustBeClosed;
import haulout.client.BlobCoding;
import haulout.client.ClientLimits;
import haulout.client.NetworkDescriptor;
import haulout.client.NetworkPeers;
import haulout.client.NodeFault;
import haulout.client.Pause;
import haulout.client.PeerClients;
import haulout.client.PeerTransport;
import haulout.client.Traffic;
import haulout.core.EncodingConfig;
import haulout.core.Misdeed;
import haulout.core.WireFormatException;
import haulout.redstuff.Crew;
import haulout.redstuff.Kernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// What a command has open that talks to a network: connections, threads, and who is there.
final class NetworkSession implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final NetworkDescriptor network;
    private final Path file;
    private final PeerClients clients;
    private NetworkPeers peers;
    private final ExecutorService executor;
    private final PeerTransport transport;
    private final ExecutorService computing;
    private final RandomGenerator random = new SecureRandom();

    private NetworkSession(Path file, NetworkDescriptor network) throws CommandFailure {
        this.file = file;
        this.network = network;
        this.executor = Executors.newVirtualThreadPerTaskExecutor();
        this.transport = new PeerTransport(executor, CONNECT);
        this.computing =
                Executors.newFixedThreadPool(
                        Runtime.getRuntime().availableProcessors(),
                        Thread.ofPlatform().daemon().name("check-", 1).factory());
        this.clients = clients();
        try {
            this.peers = network.peers(clients);
        } catch (WireFormatException e) {
            close();
            throw new CommandFailure("a node of this network has no usable address", e);
        }
    }

    /// Adds the option `--network`.
    static void declare(CommandSpec spec) {
        spec.addOption(
                OptionSpec.builder("--network")
                        .paramLabel("FILE")
                        .type(Path.class)
                        .description(
                                "Descriptor of the network. Standard: that of the practice"
                                        + " network that runs here.")
                        .build());
    }

    /// Opens the network that the user means.
    @MustBeClosed
    static NetworkSession open(ParseResult arguments, CommandContext context)
            throws CommandFailure, IOException {
        boolean isNamed = arguments.hasMatchedOption("--network");
        Path file =
                isNamed
                        ? BlobArguments.path(arguments, "--network")
                        : context.home().resolve("control").resolve("practice.json");
        if (!Files.exists(file)) {
            if (isNamed) {
                throw new NoSuchFileException(file.toString());
            }
            throw new CommandFailure(
                    "no network runs here; start one with 'haulout practice' in another terminal,"
                            + " or name a network's descriptor with --network");
        }
        try {
            return new NetworkSession(file, NetworkDescriptor.read(file));
        } catch (WireFormatException e) {
            throw new CommandFailure(
                    file + " is no usable network descriptor: " + e.getMessage(), e);
        }
    }

    private PeerClients clients() {
        // commands repeat by their own rules
        return new PeerClients(
                transport,
                network.scheme(),
                config(),
                ClientLimits.forClients().once(),
                Traffic.UNLIMITED,
                Pause.real(),
                random);
    }

    NetworkDescriptor network() {
        return network;
    }

    EncodingConfig config() {
        return network.config();
    }

    /// The nodes of the current epoch: the network writes its descriptor anew when one begins.
    synchronized NetworkPeers peers() {
        try {
            NetworkDescriptor now = NetworkDescriptor.read(file);
            if (now.epoch().compareTo(peers.epoch()) > 0 && now.config().equals(config())) {
                peers = now.peers(clients);
            }
        } catch (IOException e) {
            // those that are known may still do
        }
        return peers;
    }

    ExecutorService executor() {
        return executor;
    }

    RandomGenerator random() {
        return random;
    }

    BlobCoding coding(Supplier<Kernels> kernels, Crew crew) {
        return new BlobCoding(kernels, computing, crew, crew.size());
    }

    /// Tells the user about nodes that fell short, one line for each; those that were only slow,
    /// which on a busy computer can be all of them, share one.
    static void tell(List<NodeFault> faults, CommandContext context) {
        if (context.isJson()) {
            return;
        }
        faults.stream()
                .filter(fault -> !isLate(fault) && !rests(fault))
                .forEach(fault -> context.err().println("haulout: node " + fault));
        tellOf(
                faults.stream().filter(NetworkSession::isLate).toList(),
                "haulout: slow, so that others were asked as well: ",
                context);
        tellOf(
                faults.stream().filter(NetworkSession::rests).toList(),
                "haulout: say that they cannot at the moment: ",
                context);
    }

    private static void tellOf(List<NodeFault> faults, String what, CommandContext context) {
        List<String> names = faults.stream().map(NodeFault::name).distinct().toList();
        if (!names.isEmpty()) {
            context.err().println(what + String.join(", ", names));
        }
    }

    /// What helps when too few nodes answered.
    static String advice(List<NodeFault> faults) {
        return faults.stream().anyMatch(NetworkSession::rests)
                ? "nodes rest for a minute or two after a start and when the computer woke up, or"
                        + " because a rule says so, and take nothing more when they are full:"
                        + " haulout status says why; try again then"
                : "try again when more nodes are up";
    }

    // what a node answers whose owner needs the computer
    private static boolean rests(NodeFault fault) {
        return fault.kind() == NodeFault.Kind.REFUSED && fault.what().endsWith("UNAVAILABLE");
    }

    private static boolean isLate(NodeFault fault) {
        return fault.misdeed().equals(Optional.of(Misdeed.LATE));
    }

    @Override
    public void close() {
        transport.close();
        executor.shutdownNow();
        computing.shutdownNow();
    }
}
