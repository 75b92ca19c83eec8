// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import haulout.app.platform.DataDirectory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/// Parses the arguments of one process, runs the command that they name, and turns its end into an
/// exit code and, unless all went well, one sentence on standard error.
public final class CommandRunner {
    /// Exit code: done.
    public static final int DONE = 0;

    /// Exit code: not done; a sentence on standard error says why.
    public static final int FAILED = 1;

    /// Exit code: the arguments were wrong; a sentence on standard error says how.
    public static final int WRONG_USAGE = 2;

    private static final String PROGRAM = "haulout";

    private final List<CommandEntry> entries;
    private final Optional<Command> root;
    private final String version;
    private final PrintStream out;
    private final PrintStream err;
    private final InstantSource clock;
    private final CleanUps cleanUps;

    /// A command line without anything to do when no command is given.
    ///
    /// @param entries the commands, in the order in which `--help` shows them
    /// @param version for `--version`
    public CommandRunner(
            List<CommandEntry> entries,
            String version,
            PrintStream out,
            PrintStream err,
            InstantSource clock,
            CleanUps cleanUps) {
        this(entries, Optional.empty(), version, out, err, clock, cleanUps);
    }

    /// @param entries the commands, in the order in which `--help` shows them
    /// @param root what is done when no command is given
    /// @param version for `--version`
    public CommandRunner(
            List<CommandEntry> entries,
            Optional<Command> root,
            String version,
            PrintStream out,
            PrintStream err,
            InstantSource clock,
            CleanUps cleanUps) {
        this.entries = List.copyOf(entries);
        this.root = root;
        this.version = version;
        this.out = out;
        this.err = err;
        this.clock = clock;
        this.cleanUps = cleanUps;
    }

    /// Runs one command line.
    ///
    /// @return the process's exit code
    public int run(String... arguments) {
        Map<CommandSpec, Command> commands = new HashMap<>();
        CommandLine line = parser(commands);
        int exit;
        try {
            exit = runParsed(line.parseArgs(BlobIdArgument.shielded(arguments)), commands);
        } catch (ParameterException wrong) {
            exit = wrongUsage(wrong.getCommandLine().getCommandSpec(), sentence(wrong));
        }
        out.flush();
        if (out.checkError() && exit == DONE) {
            return failed("the result could not be written to standard output");
        }
        return exit;
    }

    private int runParsed(ParseResult whole, Map<CommandSpec, Command> commands) {
        // The common options may stand after any word; the last one counts.
        ParseResult parsed = whole;
        boolean help = whole.isUsageHelpRequested();
        boolean json = isJson(whole);
        Optional<Path> home = home(whole);
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
            help |= parsed.isUsageHelpRequested();
            json |= isJson(parsed);
            Optional<Path> before = home;
            home = home(parsed).or(() -> before);
        }
        CommandSpec spec = parsed.commandSpec();
        if (help) {
            spec.commandLine().usage(out, Ansi.OFF);
            return DONE;
        }
        if (parsed.isVersionHelpRequested()) {
            out.println("Haulout " + version);
            return DONE;
        }
        Command command = commands.get(spec);
        if (command == null) {
            return spec.parent() == null
                    ? failed("no command was given; haulout --help lists what can be done")
                    : wrongUsage(spec, "a command must follow " + spec.qualifiedName());
        }
        CommandContext context =
                new CommandContext(
                        home.orElseGet(DataDirectory::standard),
                        json,
                        out,
                        err,
                        Terminal.isWatched(),
                        clock,
                        cleanUps);
        return run(command, spec, parsed, context);
    }

    private static boolean isJson(ParseResult parsed) {
        return parsed.matchedOptionValue("--json", Boolean.FALSE);
    }

    private static Optional<Path> home(ParseResult parsed) {
        return Optional.ofNullable(parsed.matchedOptionValue("--home", (Path) null));
    }

    private int run(
            Command command, CommandSpec spec, ParseResult arguments, CommandContext context) {
        try {
            command.run(arguments, context);
            return DONE;
        } catch (WrongUsage wrong) {
            return wrongUsage(spec, wrong.sentence());
        } catch (CommandFailure failure) {
            return failed(failure.sentence());
        } catch (IOException failure) {
            return failed(IoSentence.of(failure));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return failed("stopped before it was done");
        } catch (OutOfMemoryError _) {
            return failed(
                    "not enough memory; give it more with HAULOUT_JAVA_OPTS=-Xmx1g, for example");
        } catch (RuntimeException
                | Error bug) { // because this is the outermost frame of the command's thread
            LoggerFactory.getLogger(CommandRunner.class)
                    .error("bug in {}", spec.qualifiedName(), bug);
            return failed(
                    "a mistake inside Haulout stopped the command; please report the lines above");
        }
    }

    /// The sentence for an expected failure.
    static String sentenceOf(Exception failure) {
        return switch (failure) {
            case CommandFailure known -> known.sentence();
            case IOException io -> IoSentence.of(io);
            default -> throw new IllegalArgumentException("not an expected failure", failure);
        };
    }

    private int failed(String sentence) {
        err.println(PROGRAM + ": " + sentence);
        return FAILED;
    }

    private int wrongUsage(CommandSpec spec, String sentence) {
        err.println(PROGRAM + ": " + sentence + " (" + spec.qualifiedName() + " --help says more)");
        return WRONG_USAGE;
    }

    private static String sentence(ParameterException wrong) {
        CommandSpec spec = wrong.getCommandLine().getCommandSpec();
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption()
                && !spec.subcommands().isEmpty()) {
            return "there is no command "
                    + spec.qualifiedName()
                    + " "
                    + unmatched.getUnmatched().getFirst();
        }
        if (wrong instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            return "there is one argument too many: " + unmatched.getUnmatched().getFirst();
        }
        String message = wrong.getMessage();
        return message == null || message.isEmpty()
                ? "wrong arguments"
                : Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }

    private CommandLine parser(Map<CommandSpec, Command> commands) {
        CommandSpec root = CommandSpec.create().name(PROGRAM);
        root.usageMessage()
                .description("A storage node for a home computer, speaking the Walrus protocol.");
        root.addOption(
                common("--help", "-h").usageHelp(true).description("Show this help.").build());
        root.addOption(
                common("--version").versionHelp(true).description("Show the version.").build());
        root.addOption(
                common("--home")
                        .paramLabel("DIR")
                        .type(Path.class)
                        .description(
                                "Folder for the node's data (default: the system's place for it).")
                        .build());
        root.addOption(
                common("--json")
                        .type(boolean.class)
                        .description(
                                "Print one JSON document on standard output, and nothing else there.")
                        .build());
        this.root.ifPresent(command -> {
            command.declare(root);
            commands.put(root, command);
        });
        addAll(root, entries, commands);
        CommandLine line = new CommandLine(root);
        // A file may well be called @photo.
        line.setExpandAtFiles(false);
        return line;
    }

    private static OptionSpec.Builder common(String... names) {
        return OptionSpec.builder(names).scopeType(ScopeType.INHERIT);
    }

    private static void addAll(
            CommandSpec parent, List<CommandEntry> entries, Map<CommandSpec, Command> commands) {
        for (CommandEntry entry : entries) {
            CommandSpec spec = CommandSpec.create().name(entry.name());
            spec.usageMessage().description(entry.summary());
            switch (entry) {
                case Command command -> {
                    command.declare(spec);
                    commands.put(spec, command);
                }
                case CommandGroup group -> addAll(spec, group.entries(), commands);
            }
            parent.addSubcommand(entry.name(), spec);
        }
    }
}
