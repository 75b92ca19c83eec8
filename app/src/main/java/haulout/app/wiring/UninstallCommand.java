// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import haulout.app.cli.Asker;
import haulout.app.cli.ByteText;
import haulout.app.cli.Command;
import haulout.app.cli.CommandContext;
import haulout.app.cli.CommandFailure;
import haulout.app.cli.Parameters;
import haulout.app.cli.WrongUsage;
import haulout.daemon.HomeRemoval;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `haulout uninstall`: takes Haulout's data off this computer. The program itself goes the way
/// that it came; the package's own removal runs this first.
public final class UninstallCommand implements Command {
    private static final String DATA = "--data";
    private static final String IDENTITY = "--identity";
    private static final String KEEP = "keep";
    private static final String DELETE = "delete";

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
                "Whether pieces, ledger and settings stay. Asked otherwise.");
        Parameters.option(
                spec, IDENTITY, "keep|delete", "Whether the node's keys stay. Standard: keep.");
    }

    @Override
    public void run(ParseResult arguments, CommandContext context)
            throws CommandFailure, IOException, InterruptedException {
        HomeRemoval removal = new HomeRemoval(context.home());
        if (!removal.isHome()) {
            context.out().println("there is nothing of Haulout in " + context.home());
            return;
        }
        HomeRemoval.Extent extent = removal.look();
        context.err()
                .println("Haulout keeps " + ByteText.of(extent.bytes()) + " in " + context.home());
        for (Path folder : extent.folders()) {
            context.err().println("  and in the lent folder " + folder);
        }
        for (Path folder : extent.foreign()) {
            context.err().println("  " + folder + " has no marker of this node and stays as it is");
        }
        Asker asker = Asker.of(context);
        boolean delete = choice(arguments, DATA, () -> asker.isYes("Delete all of it?"));
        boolean identity =
                delete
                        && choice(
                                arguments,
                                IDENTITY,
                                () -> false); // keys are small, and nobody can make them again
        if (!delete) {
            context.out().println("nothing was deleted");
            return;
        }
        removal.remove(identity);
        context.out()
                .println(
                        identity
                                ? "deleted, with the node's keys"
                                : "deleted; the node's keys are still in "
                                        + context.home().resolve("identity"));
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
