// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// One process that ran to its end.
///
/// @param exit exit code
/// @param out what it wrote to standard output, as UTF-8
/// @param err what it wrote to standard error, without the warning that Java prints at every start
record Run(int exit, String out, String err) {
    private static final String INCUBATOR_WARNING =
            "WARNING: Using incubator modules: jdk.incubator.vector\n";

    /// Every process ends long before; the long profile stores files of a gibibyte.
    private static final long LIMIT_SECONDS = Boolean.getBoolean("haulout.long") ? 900 : 120;

    /// Starts a process and waits for its end.
    ///
    /// @param folder working folder
    /// @param environment variables to set; one with an empty value is removed
    /// @param in standard input
    static Run of(Path folder, Map<String, String> environment, String in, List<String> command)
            throws IOException, InterruptedException {
        return start(folder, environment, in, command).await();
    }

    /// Starts a process.
    static Started start(
            Path folder, Map<String, String> environment, String in, List<String> command)
            throws IOException {
        Path streams = Files.createTempDirectory("haulout-run");
        Path input = Files.writeString(streams.resolve("in"), in);
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectInput(input.toFile())
                        .redirectOutput(streams.resolve("out").toFile())
                        .redirectError(streams.resolve("err").toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("HAULOUT_JAVA_OPTS");
        environment.forEach((name, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(name);
            } else {
                builder.environment().put(name, value);
            }
        });
        return new Started(builder.start(), streams);
    }

    /// A process under way, whose streams are files in a folder of their own.
    record Started(Process process, Path streams) {
        /// Waits for its end.
        Run await() throws IOException, InterruptedException {
            return await(LIMIT_SECONDS);
        }

        /// Waits for its end.
        ///
        /// @param seconds longest time, for what takes longer than a command does
        Run await(long seconds) throws IOException, InterruptedException {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running after " + seconds + " s: " + read("err"));
            }
            Run run =
                    new Run(
                            process.exitValue(),
                            read("out"),
                            read("err").replace(INCUBATOR_WARNING, ""));
            for (String name : List.of("in", "out", "err")) {
                Files.deleteIfExists(streams.resolve(name));
            }
            Files.deleteIfExists(streams);
            return run;
        }

        /// What it has said so far.
        String out() throws IOException {
            return read("out");
        }

        private String read(String name) throws IOException {
            return Files.readString(streams.resolve(name), StandardCharsets.UTF_8);
        }
    }
}
