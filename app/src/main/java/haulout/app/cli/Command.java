// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// One command of the command line.
///
/// Constructors do no work: every command is made at every start, for the sake of `--help`.
public non-sealed interface Command extends CommandEntry {
    /// Adds this command's own options and parameters. `--help`, `--version`, `--home` and `--json`
    /// are there already. What must be given is to be marked `required(true)`, parameters as well
    /// as options.
    ///
    /// @param spec the command's description; may be changed until this method returns
    void declare(CommandSpec spec);

    /// Does the work. Returning means success, exit code 0.
    ///
    /// Called at most once, on the program's main thread, which is interrupted when the user
    /// presses Ctrl-C: the command then cleans up and lets the exception go.
    ///
    /// @param arguments what the user gave, already converted to the declared types
    /// @throws WrongUsage if the arguments make no sense together, or a value is out of range: exit
    ///   code 2
    /// @throws CommandFailure if it could not be done, with the sentence for the user: exit code 1
    /// @throws IOException if a file could not be read or written: exit code 1 and a sentence made
    ///   from the exception
    /// @throws InterruptedException if the work was broken off
    void run(ParseResult arguments, CommandContext context)
            throws CommandFailure, IOException, InterruptedException;
}
