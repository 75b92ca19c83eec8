// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

/// What one command line did, run in this process.
///
/// @param exit exit code
/// @param out standard output
/// @param err standard error
record Outcome(int exit, String out, String err) {
    /// Runs a command on files. A number or a path may stand among the arguments as it is.
    static Outcome of(Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit =
                new CommandRunner(
                                List.of(
                                        new BlobIdCommand(),
                                        new EncodeCommand(),
                                        new DecodeCommand()),
                                "1.2.3",
                                new PrintStream(out, true, StandardCharsets.UTF_8),
                                new PrintStream(err, true, StandardCharsets.UTF_8),
                                InstantSource.system(),
                                new CleanUps())
                        .run(
                                List.of(arguments).stream()
                                        .map(String::valueOf)
                                        .toArray(String[]::new));
        return new Outcome(
                exit,
                out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"),
                err.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"));
    }
}
