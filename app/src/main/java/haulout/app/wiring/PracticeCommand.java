// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import haulout.app.cli.Command;
import haulout.app.cli.CommandContext;
import haulout.app.cli.CommandFailure;
import haulout.app.cli.Parameters;
import haulout.app.cli.WrongUsage;
import haulout.app.logging.LogFile;
import haulout.daemon.PracticeHost;
import haulout.resources.guest.Obedience;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `haulout practice`: a whole network on this computer, until the process is told to stop.
public final class PracticeCommand implements Command {
    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,8})(ms|s|m|h|d)");

    private static final int MAX_NODES = 100;
    private static final int MIN_SHARDS = 10;
    private static final int MAX_SHARDS = 1000;
    private static final int MAX_PORT = 65_535;

    @Override
    public String name() {
        return "practice";
    }

    @Override
    public String summary() {
        return "Run a practice network on this computer";
    }

    @Override
    public void declare(CommandSpec spec) {
        Parameters.option(spec, "--nodes", "N", "How many nodes. Standard: 12.");
        Parameters.option(spec, "--shards", "N", "How many shards, 10 to 1000. Standard: 100.");
        Parameters.option(
                spec, "--epoch", "TIME", "How long an epoch lasts, such as 30s. Standard: 10m.");
        Parameters.option(
                spec,
                "--descriptor",
                "FILE",
                "Write there how to reach the network, once every node answers.");
        RulesOption.declare(spec, Obedience.WATCH);
        Parameters.option(
                spec,
                "--metrics",
                "PORT",
                "Show counters at this port of this computer, 0 for any; see control/metrics.json.");
        Parameters.flag(spec, "--plain-http", "Do without TLS.");
        Parameters.flag(spec, "--no-custom", "The neighbours store and read nothing of their own.");
    }

    @Override
    public void run(ParseResult arguments, CommandContext context)
            throws CommandFailure, IOException, InterruptedException {
        try (LogFile _ = LogFile.open(context.home());
                PracticeHost network =
                        PracticeHost.open(
                                options(arguments, context),
                                Keychain.opened(context),
                                InstantSource.system())) {
            if (context.isJson()) {
                context.printJson(json -> {
                    json.writeStartObject();
                    json.writeNumberField("nodes", network.nodeCount());
                    json.writeNumberField("shards", network.shardCount());
                    json.writeNumberField("epoch", network.epoch());
                    json.writeStringField("control", network.controlUrl());
                    json.writeEndObject();
                });
            } else {
                context.out()
                        .println(
                                "practice network of "
                                        + network.nodeCount()
                                        + " nodes and "
                                        + network.shardCount()
                                        + " shards runs; its WAL has no value");
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

    private static PracticeHost.Options options(ParseResult arguments, CommandContext context)
            throws WrongUsage {
        String descriptor = arguments.matchedOptionValue("--descriptor", "");
        return new PracticeHost.Options(
                context.home(),
                number(arguments, "--nodes", 1, MAX_NODES),
                number(arguments, "--shards", MIN_SHARDS, MAX_SHARDS),
                duration(arguments.matchedOptionValue("--epoch", "")),
                descriptor.isEmpty() ? Optional.empty() : Optional.of(Path.of(descriptor)),
                arguments.hasMatchedOption("--plain-http"),
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
                RulesOption.of(arguments, Obedience.WATCH),
                !arguments.hasMatchedOption("--no-custom"),
                true,
                number(arguments, "--metrics", 0, MAX_PORT));
    }

    private static OptionalInt number(ParseResult arguments, String option, int min, int max)
            throws WrongUsage {
        String text = arguments.matchedOptionValue(option, "");
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException e) {
            // as any other wrong number
        }
        throw new WrongUsage(option + " must be " + min + " to " + max + ", not " + text);
    }

    private static Optional<Duration> duration(String text) throws WrongUsage {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new WrongUsage(
                    "--epoch must be a number from 1 on with ms, s, m, h or d, not " + text);
        }
        long number = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (String.valueOf(matcher.group(2))) {
                    case "ms" -> Duration.ofMillis(number);
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                });
    }
}
