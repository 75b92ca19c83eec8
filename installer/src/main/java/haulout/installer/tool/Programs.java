// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.installer.tool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs other programs and waits for their end.
public final class Programs {
    /// Of what a program said, this much goes into the sentence about its failure.
    private static final int MOST_WORDS = 1000;

    private Programs() {}

    /// A tool of the JDK that runs this.
    public static Path jdk(String name) {
        String suffix = Host.here().isWindows() ? ".exe" : "";
        return Path.of(System.getProperty("java.home"), "bin", name + suffix);
    }

    /// Where a program is that is looked for as a shell does.
    public static Optional<Path> find(String name) {
        String path = System.getenv().getOrDefault("PATH", "");
        for (String folder : path.split(java.io.File.pathSeparator, -1)) {
            Path program = Path.of(folder.isEmpty() ? "." : folder, name);
            if (Files.isExecutable(program) && !Files.isDirectory(program)) {
                return Optional.of(program);
            }
        }
        return Optional.empty();
    }

    /// Runs a program that must succeed.
    ///
    /// @return what it said
    public static String run(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Process process = builder(folder, environment, command).start();
        String said;
        try (var output = process.getInputStream()) {
            said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
        }
        int exit = process.waitFor();
        if (exit != 0) {
            String end = said.substring(Math.max(0, said.length() - MOST_WORDS)).strip();
            throw new PackagingFailure(command.getFirst() + " ended with " + exit + ": " + end);
        }
        return said;
    }

    /// Runs a program that must succeed, in the folder of this process.
    public static String run(List<String> command) throws IOException, InterruptedException {
        return run(Path.of("").toAbsolutePath(), Map.of(), command);
    }

    /// Starts a program that writes all it says to a file.
    public static Process start(Path folder, Path said, List<String> command) throws IOException {
        Process process = builder(folder, Map.of(), command).redirectOutput(said.toFile()).start();
        process.getOutputStream().close();
        return process;
    }

    private static ProcessBuilder builder(
            Path folder, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        // options that a developer has set for other programs
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        builder.environment().putAll(environment);
        return builder;
    }
}
