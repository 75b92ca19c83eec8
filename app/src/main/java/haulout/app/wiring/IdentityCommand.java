// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import haulout.app.cli.ActCommand;
import haulout.app.cli.Asker;
import haulout.app.cli.CommandContext;
import haulout.app.cli.CommandEntry;
import haulout.app.cli.CommandFailure;
import haulout.app.cli.Parameters;
import haulout.app.cli.TimeText;
import haulout.daemon.HomeLock;
import haulout.identity.IdentityFolder;
import haulout.identity.IdentityOffice;
import haulout.identity.Keyring;
import haulout.identity.RecoveryException;
import haulout.identity.RecoveryFile;
import haulout.identity.RecoveryWords;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `haulout identity …`: who this node is, the way back, the way to another computer, the lock.
///
/// Words and passphrases are asked for and never stand in the command line, where other programs of
/// the computer could read them.
public final class IdentityCommand extends ActCommand<IdentityCommand.Act> {
    private static final String MOVE = "--move";
    private static final String WATCH = "--watch";
    private static final String KEYCHAIN = "--keychain";
    private static final String CONFIRMED = "--other-is-off";
    // what a guess costs is half a second
    private static final int LEAST_CHARACTERS = 10;

    /// What can be done.
    enum Act implements ActCommand.Act {
        SHOW("Say who this node is and how its keys are kept"),
        WORDS("Show the twelve words that bring this node back"),
        EXPORT("Save a recovery file, or give this copy up for another computer"),
        RESTORE("Bring a node back by its words, or by its recovery file"),
        RETURN("Let a copy start again that was given up by a move"),
        LOCK("Lock the keys with a passphrase or the system's keychain"),
        UNLOCK("Take the lock away");

        private final String summary;

        Act(String summary) {
            this.summary = summary;
        }

        @Override
        public String summary() {
            return summary;
        }
    }

    private IdentityCommand(Act act) {
        super(act);
    }

    /// One command for each of them.
    public static List<CommandEntry> all() {
        return each(Act.values(), IdentityCommand::new);
    }

    @Override
    public void declare(CommandSpec spec) {
        switch (act()) {
            case EXPORT -> {
                file(spec, true, "The file to write.");
                Parameters.flag(spec, MOVE, "Give this copy up: it never starts again.");
            }
            case RESTORE -> {
                file(spec, false, "A recovery file. Without it you are asked for the words.");
                watch(spec);
                Parameters.flag(
                        spec, CONFIRMED, "The computer that had this node is off for good.");
            }
            case RETURN -> {
                watch(spec);
                Parameters.flag(
                        spec, CONFIRMED, "The copy on the other computer never starts again.");
            }
            case LOCK -> Parameters.flag(spec, KEYCHAIN, "Use the keychain of this system.");
            case SHOW, WORDS, UNLOCK -> {}
        }
    }

    private static void file(CommandSpec spec, boolean required, String description) {
        spec.addPositional(
                PositionalParamSpec.builder()
                        .paramLabel("FILE")
                        .type(Path.class)
                        .arity(required ? "1" : "0..1")
                        .required(required)
                        .description(description)
                        .build());
    }

    private static void watch(CommandSpec spec) {
        spec.addOption(
                OptionSpec.builder(WATCH)
                        .paramLabel("SECONDS")
                        .type(int.class)
                        .description("How long to look for another copy. Standard: 120.")
                        .build());
    }

    @Override
    public void run(ParseResult arguments, CommandContext context)
            throws CommandFailure, IOException, InterruptedException {
        Keyring keyring = new Keyring(Keychain.ofSystem());
        IdentityOffice office = Keychain.office(context.home(), keyring);
        Asker asker = Asker.of(context);
        try {
            switch (act()) {
                case SHOW -> IdentityText.print(office.look(), context);
                case WORDS -> words(office, keyring, asker, context);
                case EXPORT -> export(office, keyring, asker, arguments, context);
                case RESTORE -> restore(office, asker, arguments, context);
                case RETURN -> takeBack(office, keyring, asker, arguments, context);
                case LOCK -> lock(office, keyring, asker, arguments, context);
                case UNLOCK -> unlock(office, keyring, asker, context);
            }
        } catch (RecoveryException e) {
            throw new CommandFailure(IdentityText.sentence(e), e);
        }
    }

    /// Has the keys opened, if they are locked with a passphrase.
    static void open(IdentityOffice office, Keyring keyring, Asker asker)
            throws CommandFailure, IOException {
        if (office.look().lock() == IdentityFolder.Lock.PASSPHRASE) {
            char[] typed = asker.secret("Passphrase of the keys");
            keyring.offer(typed);
            Arrays.fill(typed, '\0');
            if (!office.opens()) {
                throw new CommandFailure("the passphrase does not open the keys");
            }
        }
    }

    private static void words(
            IdentityOffice office, Keyring keyring, Asker asker, CommandContext context)
            throws CommandFailure, IOException {
        open(office, keyring, asker);
        List<String> words = office.words();
        IdentityText.printWords(words, context);
        office.wordsSaved();
    }

    private static void export(
            IdentityOffice office,
            Keyring keyring,
            Asker asker,
            ParseResult arguments,
            CommandContext context)
            throws CommandFailure, IOException {
        Path file = arguments.matchedPositionalValue(0, Path.of("")).toAbsolutePath();
        boolean move = arguments.hasMatchedOption(MOVE);
        if (Files.exists(file)) {
            throw new CommandFailure(file + " is there already; choose another name");
        }
        open(office, keyring, asker);
        char[] passphrase =
                asker.newSecret("New passphrase for the recovery file", LEAST_CHARACTERS);
        try {
            if (move) {
                try (HomeLock _ = HomeLock.take(context.home())) {
                    office.move(file, passphrase);
                }
            } else {
                office.save(file, passphrase);
            }
        } finally {
            Arrays.fill(passphrase, '\0');
        }
        context.out()
                .println(
                        move
                                ? "saved "
                                        + file
                                        + "; this copy never starts again, so bring the node back"
                                        + " with that file"
                                : "saved " + file);
    }

    private void restore(
            IdentityOffice office, Asker asker, ParseResult arguments, CommandContext context)
            throws CommandFailure, IOException, InterruptedException {
        Path file = arguments.matchedPositionalValue(0, Path.of(""));
        if (!file.toString().isEmpty()) {
            RecoveryFile.Face face = RecoveryFile.look(file);
            context.err()
                    .println(
                            "this file is of "
                                    + face.node().map(Object::toString).orElse("a node")
                                    + ", made "
                                    + TimeText.of(face.made()));
            char[] passphrase = asker.secret("Passphrase of the recovery file");
            try (HomeLock _ = HomeLock.take(context.home())) {
                RecoveryFile opened = RecoveryFile.read(file, passphrase);
                if (!opened.isMoved()) {
                    confirm(asker, arguments);
                }
                office.restore(opened, patience(arguments));
            } finally {
                Arrays.fill(passphrase, '\0');
            }
        } else {
            char[] typed = asker.secret("The twelve words");
            RecoveryWords words;
            try {
                words = RecoveryWords.parse(CharBuffer.wrap(typed));
            } finally {
                Arrays.fill(typed, '\0');
            }
            confirm(asker, arguments);
            try (HomeLock _ = HomeLock.take(context.home())) {
                office.restore(words, patience(arguments));
            }
        }
        context.out().println("the node's identity is back; it runs when Haulout starts");
    }

    private static void confirm(Asker asker, ParseResult arguments)
            throws CommandFailure, IOException {
        if (!arguments.hasMatchedOption(CONFIRMED)
                && !asker.isYes(
                        "Two copies at once can lose the node's standing. Is the computer that had"
                                + " it off for good?")) {
            throw new CommandFailure("nothing was done; stop the other copy first");
        }
    }

    private static Duration patience(ParseResult arguments) {
        int seconds =
                arguments.matchedOptionValue(
                        WATCH, Math.toIntExact(IdentityOffice.STANDARD_WATCH.toSeconds()));
        return Duration.ofSeconds(Math.max(0, seconds));
    }

    private static void takeBack(
            IdentityOffice office,
            Keyring keyring,
            Asker asker,
            ParseResult arguments,
            CommandContext context)
            throws CommandFailure, IOException, InterruptedException {
        open(office, keyring, asker);
        confirm(asker, arguments);
        try (HomeLock _ = HomeLock.take(context.home())) {
            office.takeBack(patience(arguments));
        }
        context.out().println("this copy may start again; destroy the recovery file of the move");
    }

    private static void lock(
            IdentityOffice office,
            Keyring keyring,
            Asker asker,
            ParseResult arguments,
            CommandContext context)
            throws CommandFailure, IOException {
        open(office, keyring, asker);
        boolean keychain = arguments.hasMatchedOption(KEYCHAIN);
        if (keychain && keyring.keeper().isEmpty()) {
            throw new CommandFailure(
                    "this system has no keychain that Haulout can use; leave " + KEYCHAIN + " out");
        }
        char[] passphrase =
                keychain
                        ? new char[0]
                        : asker.newSecret("New passphrase for the keys", LEAST_CHARACTERS);
        try (HomeLock _ = HomeLock.take(context.home())) {
            if (keychain) {
                office.lockByKeeper();
            } else {
                office.lock(passphrase);
            }
        } finally {
            Arrays.fill(passphrase, '\0');
        }
        context.out().println("the keys are locked");
    }

    private static void unlock(
            IdentityOffice office, Keyring keyring, Asker asker, CommandContext context)
            throws CommandFailure, IOException {
        open(office, keyring, asker);
        try (HomeLock _ = HomeLock.take(context.home())) {
            office.unlock();
        }
        context.out().println("the keys are in files that only you can read");
    }
}
