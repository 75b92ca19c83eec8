// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import haulout.app.cli.CleanUps;
import haulout.app.cli.CommandEntry;
import haulout.app.cli.CommandRunner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

/// What one command line did, run in this process.
///
/// @param exit exit code
/// @param out standard output
/// @param err standard error
public record Outcome(int exit, String out, String err) {
    /// Runs a command line. A number or a path may stand among the arguments as it is.
    ///
    /// @param commands those that the line may name
    public static Outcome of(List<CommandEntry> commands, Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit =
                new CommandRunner(
                                commands,
                                "1.2.3",
                                new PrintStream(out, true, StandardCharsets.UTF_8),
                                new PrintStream(err, true, StandardCharsets.UTF_8),
                                InstantSource.system(),
                                new CleanUps())
                        .run(Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new));
        return new Outcome(
                exit,
                out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"),
                err.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"));
    }

    /// What it told a program; it must have worked.
    public JsonNode json() throws IOException {
        assertEquals(0, exit, err);
        return new ObjectMapper().readTree(out);
    }
}
