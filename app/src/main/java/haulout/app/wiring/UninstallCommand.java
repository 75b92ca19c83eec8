// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import com.fasterxml.jackson.core.JsonGenerator;
import haulout.app.cli.Asker;
import haulout.app.cli.ByteText;
import haulout.app.cli.Command;
import haulout.app.cli.CommandContext;
import haulout.app.cli.CommandFailure;
import haulout.app.cli.Parameters;
import haulout.app.cli.WrongUsage;
import haulout.app.platform.DataDirectory;
import haulout.app.platform.LoginStart;
import haulout.daemon.HomeRemoval;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `haulout uninstall`: takes Haulout's data off this computer. The program itself goes the way
/// that it came; the package's own removal runs this first.
public final class UninstallCommand implements Command {
    private static final String DATA = "--data";
    private static final String IDENTITY = "--identity";
    private static final String KEEP = "keep";
    private static final String DELETE = "delete";

    private final Path standard;
    private final Optional<LoginStart> loginStart;

    /// For this user and system.
    public UninstallCommand() {
        this(DataDirectory.standard(), LoginStart.ofThisSystem());
    }

    UninstallCommand(Path standard, Optional<LoginStart> loginStart) {
        this.standard = standard;
        this.loginStart = loginStart;
    }

    @Override
    public String name() {
        return "uninstall";
    }

    @Override
    public String summary() {
        return "Take Haulout's data off this computer";
    }

    @Override
    public void declare(CommandSpec spec) {
        Parameters.option(
                spec,
                DATA,
                "keep|delete",
                "Whether pieces, ledger and settings stay. Asked if not given.");
        Parameters.option(
                spec, IDENTITY, "keep|delete", "Whether the node's keys stay. Standard: keep.");
    }

    @Override
    public void run(ParseResult arguments, CommandContext context)
            throws CommandFailure, IOException, InterruptedException {
        HomeRemoval removal = new HomeRemoval(context.home());
        boolean isHome = removal.isHome();
        HomeRemoval.Extent extent =
                isHome ? removal.look() : new HomeRemoval.Extent(List.of(), List.of(), 0);
        if (isHome) {
            show(extent, context);
        }
        Asker asker = Asker.of(context);
        boolean delete = isHome && choice(arguments, DATA, () -> asker.isYes("Delete all of it?"));
        boolean identity =
                delete
                        && choice(
                                arguments,
                                IDENTITY,
                                () -> false); // keys are small, and nobody can make them again
        if (delete) {
            removal.remove(identity);
        }
        boolean login = takeBackLoginStart(context.home());
        if (context.isJson()) {
            printJson(extent, delete, identity, login, context);
            return;
        }
        context.out().println(isHome ? outcome(delete, identity, context) : nothing(context));
        if (login) {
            context.out().println("Haulout does not start at login any more");
        }
    }

    private static void show(HomeRemoval.Extent extent, CommandContext context) {
        context.err()
                .println("Haulout keeps " + ByteText.of(extent.bytes()) + " in " + context.home());
        for (Path folder : extent.folders()) {
            context.err().println("  and in the lent folder " + folder);
        }
        for (Path folder : extent.foreign()) {
            context.err().println("  " + folder + " has no marker of this node and stays as it is");
        }
    }

    private static String nothing(CommandContext context) {
        return "there is nothing of Haulout in " + context.home();
    }

    private static String outcome(boolean delete, boolean identity, CommandContext context) {
        if (!delete) {
            return "nothing was deleted";
        }
        return identity
                ? "deleted, with the node's keys"
                : "deleted; the node's keys are still in " + context.home().resolve("identity");
    }

    private static void printJson(
            HomeRemoval.Extent extent,
            boolean delete,
            boolean identity,
            boolean login,
            CommandContext context)
            throws IOException {
        context.printJson(json -> {
            json.writeStartObject();
            json.writeStringField("home", context.home().toString());
            json.writeBooleanField("deleted", delete);
            json.writeBooleanField("identityDeleted", identity);
            json.writeBooleanField("loginStartRemoved", login);
            json.writeNumberField("bytes", extent.bytes());
            writeFolders(json, "lentFolders", extent.folders());
            writeFolders(json, "foreignFolders", extent.foreign());
            json.writeEndObject();
        });
    }

    private static void writeFolders(JsonGenerator json, String name, List<Path> folders)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (Path folder : folders) {
            json.writeString(folder.toString());
        }
        json.writeEndArray();
    }

    /// The start at login is of the standard data directory, whatever becomes of the data.
    ///
    /// @return whether there was one
    private boolean takeBackLoginStart(Path home) throws IOException {
        if (!home.toAbsolutePath().normalize().equals(standard.toAbsolutePath().normalize())) {
            return false;
        }
        Optional<LoginStart> on = loginStart.filter(LoginStart::isOn);
        if (on.isPresent()) {
            on.get().turnOff();
        }
        return on.isPresent();
    }

    /// Where it was not said.
    @FunctionalInterface
    private interface Question {
        boolean isYes() throws CommandFailure, IOException;
    }

    private static boolean choice(ParseResult arguments, String option, Question otherwise)
            throws CommandFailure, IOException {
        String said = arguments.matchedOptionValue(option, "");
        return switch (said) {
            case "" -> otherwise.isYes();
            case KEEP -> false;
            case DELETE -> true;
            default -> throw new WrongUsage(option + " must be keep or delete, not " + said);
        };
    }
}
