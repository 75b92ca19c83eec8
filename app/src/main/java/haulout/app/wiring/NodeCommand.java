// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import haulout.app.cli.Command;
import haulout.app.cli.CommandContext;
import haulout.app.cli.CommandFailure;
import haulout.app.cli.Parameters;
import haulout.app.cli.SizeText;
import haulout.app.cli.WrongUsage;
import haulout.app.logging.LogFile;
import haulout.daemon.HeadlessNode;
import haulout.resources.guest.Obedience;
import haulout.store.shield.ShieldMode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `haulout node`: a storage node without a window, until the process is told to stop.
public final class NodeCommand implements Command {
    /// The port of the reference node's API.
    private static final String STANDARD_ADDRESS = "127.0.0.1:9185";

    // below this a drive is as good as full for everybody else on it
    private static final long MIN_FLOOR_BYTES = 2_000_000_000L;

    @Override
    public String name() {
        return "node";
    }

    @Override
    public String summary() {
        return "Run a storage node without a window";
    }

    @Override
    public void declare(CommandSpec spec) {
        Parameters.option(
                spec,
                "--script",
                "FILE",
                "Follow the ledger that is scripted in this file (JSON lines).");
        Parameters.option(
                spec,
                "--listen",
                "HOST:PORT",
                "Where the node answers; port 0 for any that is free. Standard: "
                        + STANDARD_ADDRESS
                        + ".");
        Parameters.option(
                spec, "--public-host", "NAME", "Name or address by which others reach it.");
        Parameters.option(
                spec, "--lend", "SIZE", "Space to lend at the first start, such as 150GB.");
        Parameters.option(spec, "--floor", "SIZE", "Space that always stays free on the drive.");
        RulesOption.declare(spec, Obedience.OBEY);
        Parameters.option(
                spec,
                "--shield",
                "MODE",
                "Parity that mends damage on the drives: off, light (6 % of the space), strong"
                        + " (18 %). Standard: strong with two drives or more, else light.");
        Parameters.flag(spec, "--plain-http", "Answer without TLS, for networks that do without.");
    }

    @Override
    public void run(ParseResult arguments, CommandContext context)
            throws CommandFailure, IOException, InterruptedException {
        try (LogFile _ = LogFile.open(context.home());
                HeadlessNode node =
                        HeadlessNode.open(
                                options(arguments, context),
                                Keychain.opened(context),
                                InstantSource.system())) {
            if (context.isJson()) {
                context.printJson(json -> {
                    json.writeStartObject();
                    json.writeStringField("url", node.url());
                    json.writeStringField("nodeId", node.nodeId().toString());
                    json.writeEndObject();
                });
            } else {
                context.out().println("node " + node.nodeId() + " answers at " + node.url());
            }
            context.out().flush();
            untilStopped();
        }
    }

    /// Waits for the interrupt that comes with SIGTERM or Ctrl-C.
    private static void untilStopped() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException stop) {
            // what is open is closed now
        }
    }

    private static HeadlessNode.Options options(ParseResult arguments, CommandContext context)
            throws CommandFailure, IOException {
        String script = arguments.matchedOptionValue("--script", "");
        if (script.isEmpty()) {
            throw new WrongUsage(
                    "a single node needs --script, a file with the ledger that it follows; for a"
                            + " whole network on this computer start haulout practice");
        }
        String listen = arguments.matchedOptionValue("--listen", STANDARD_ADDRESS);
        int colon = listen.lastIndexOf(':');
        int port = colon < 1 ? -1 : port(listen.substring(colon + 1));
        if (port < 0) {
            throw new WrongUsage("--listen must be HOST:PORT, not " + listen);
        }
        String host = listen.substring(0, colon);
        OptionalLong lend = size(arguments, "--lend");
        OptionalLong floor = size(arguments, "--floor");
        if (floor.isPresent() && floor.getAsLong() < MIN_FLOOR_BYTES) {
            throw new WrongUsage("--floor must be at least 2GB");
        }
        return new HeadlessNode.Options(
                context.home(),
                Path.of(script),
                new InetSocketAddress(InetAddress.getByName(host), port),
                arguments.matchedOptionValue("--public-host", host),
                arguments.hasMatchedOption("--plain-http"),
                lend,
                floor,
                shield(arguments),
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
                RulesOption.of(arguments, Obedience.OBEY));
    }

    private static ShieldMode shield(ParseResult arguments) throws WrongUsage {
        String word = arguments.matchedOptionValue("--shield", "automatic");
        return ShieldMode.parse(word)
                .orElseThrow(
                        () -> new WrongUsage("--shield must be off, light or strong, not " + word));
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            return port > 65535 ? -1 : port;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static OptionalLong size(ParseResult arguments, String option) throws WrongUsage {
        String text = arguments.matchedOptionValue(option, "");
        return text.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(SizeText.parse(option, text));
    }
}
