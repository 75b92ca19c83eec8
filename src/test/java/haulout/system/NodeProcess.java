// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import haulout.crypto.BlsPublicKey;
import haulout.crypto.NetworkPublicKey;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// `haulout node` in a process of its own, as the launcher starts it.
final class NodeProcess implements AutoCloseable {
    /// No start takes as long, however busy the machine is, and though it be paused for a while.
    private static final long START_SECONDS = 1200;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Path home;
    private final Path streams;
    private final long startMillis;
    private final JsonNode control;

    private NodeProcess(
            Process process, Path home, Path streams, long startMillis, JsonNode control) {
        this.process = process;
        this.home = home;
        this.streams = streams;
        this.startMillis = startMillis;
        this.control = control;
    }

    /// The command.
    ///
    /// @param home data directory; what the process prints is kept beside it
    /// @param javaOptions of the Java machine, after those of the program
    /// @param more arguments of the command
    static List<String> command(
            Path home, Path script, List<String> javaOptions, List<String> more) {
        Path root = Project.root();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + root.resolve("app/jvm.args"));
        command.add("-Dhaulout.terminal=false");
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", root.resolve("app/target/haulout-app.jar").toString()));
        command.addAll(List.of("node", "--home", home.toString(), "--script", script.toString()));
        command.addAll(List.of("--listen", "127.0.0.1:0", "--floor", "2GB", "--json"));
        // other tests keep this computer busy, which is not to hold a node up
        command.addAll(List.of("--rules", "watch"));
        command.addAll(more);
        return command;
    }

    /// Starts a node that lends 10 GB and waits until it says where it answers.
    static NodeProcess start(Path home, Path script, String... more)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("--lend", "10GB"));
        arguments.addAll(List.of(more));
        return start(home, command(home, script, List.of(), arguments));
    }

    /// Starts a node and waits until it says where it answers.
    static NodeProcess start(Path home, List<String> command)
            throws IOException, InterruptedException {
        Path parent = home.toAbsolutePath().getParent();
        Path streams = Files.createTempDirectory(parent, home.getFileName() + "-streams");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectOutput(streams.resolve("out").toFile())
                        .redirectError(streams.resolve("err").toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        long begin = System.nanoTime();
        Process process = builder.start();
        boolean isReady = false;
        try {
            while (!Files.readString(streams.resolve("out")).endsWith("}\n")) {
                if (process.waitFor(5, TimeUnit.MILLISECONDS)) {
                    throw new AssertionError(
                            "the node ended: " + Files.readString(streams.resolve("err")));
                }
                if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(START_SECONDS)) {
                    throw new AssertionError(
                            "no start: " + Files.readString(streams.resolve("err")));
                }
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            JsonNode control =
                    JSON.readTree(Files.readAllBytes(home.resolve("control").resolve("node.json")));
            NodeProcess node = new NodeProcess(process, home, streams, millis, control);
            isReady = true;
            return node;
        } finally {
            if (!isReady) {
                process.destroyForcibly();
            }
        }
    }

    /// From the start of the process until it answered.
    long startMillis() {
        return startMillis;
    }

    /// The data directory.
    Path home() {
        return home;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    URI url() {
        return URI.create(control.path("url").asText());
    }

    URI metrics() {
        return URI.create(control.path("metrics").asText());
    }

    /// Host and port.
    String address() {
        return url().getAuthority();
    }

    String nodeId() {
        return control.path("nodeId").asText();
    }

    String publicKeyHex() {
        return control.path("publicKey").asText();
    }

    String networkKeyHex() {
        return control.path("networkKey").asText();
    }

    BlsPublicKey publicKey() throws IOException {
        return BlsPublicKey.decode(HexFormat.of().parseHex(publicKeyHex()));
    }

    NetworkPublicKey networkKey() throws IOException {
        return NetworkPublicKey.decode(HexFormat.of().parseHex(networkKeyHex()));
    }

    /// What it has written to standard output so far.
    String out() throws IOException {
        return Files.readString(streams.resolve("out"), StandardCharsets.UTF_8);
    }

    /// What it has written to standard error so far.
    String err() throws IOException {
        return Files.readString(streams.resolve("err"), StandardCharsets.UTF_8);
    }

    /// Resident memory of the process, now or at most, as the system counts it; Linux only.
    ///
    /// @param line `VmRSS` or `VmHWM`
    long memoryBytes(String line) throws IOException {
        for (String status : Files.readAllLines(Path.of("/proc/" + pid() + "/status"))) {
            if (status.startsWith(line + ":")) {
                return 1024 * Long.parseLong(status.replaceAll("[^0-9]", ""));
            }
        }
        throw new IOException("no " + line + " of process " + pid());
    }

    /// SIGKILL.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /// SIGTERM; returns the exit code.
    int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("not stopped after " + START_SECONDS + " s");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
