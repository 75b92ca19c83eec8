// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.ShardIndex;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/// A practice network in a process of its own, without TLS, so that its nodes can be asked by any
/// client.
final class PracticeProcess implements AutoCloseable {
    static final int NODES = 12;
    static final int SHARDS = 100;

    /// Everything that is awaited comes within seconds; paused processes may take longer, and so
    /// does repairing the large files of the long profile.
    private static final long PATIENCE_SECONDS = Boolean.getBoolean("haulout.long") ? 1800 : 180;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path program;
    private final Path folder;
    private final Run.Started started;
    private final int shards;
    private final HttpClient http = HttpClient.newHttpClient();

    private PracticeProcess(Path program, Path folder, Run.Started started, int shards) {
        this.shards = shards;
        this.program = program;
        this.folder = folder;
        this.started = started;
    }

    /// Starts a network, or goes on with that of the folder. When this returns every node answers.
    static PracticeProcess start(Path folder) throws Exception {
        return start(Project.launcher(), folder);
    }

    /// The same with another number of shards.
    static PracticeProcess start(Path folder, int shards) throws Exception {
        return start(Project.launcher(), folder, shards);
    }

    /// The same with another program than that of the checkout.
    static PracticeProcess start(Path program, Path folder) throws Exception {
        return start(program, folder, SHARDS);
    }

    private static PracticeProcess start(Path program, Path folder, int shards) throws Exception {
        Path descriptor = folder.resolve("network.json");
        Files.deleteIfExists(descriptor); // because a network that was killed leaves it
        Run.Started started =
                Run.start(
                        folder,
                        Map.of(),
                        "",
                        command(
                                program,
                                folder,
                                "practice",
                                "--plain-http",
                                "--no-custom",
                                "--shards",
                                Integer.toString(shards),
                                "--epoch",
                                "1h",
                                "--descriptor",
                                "network.json"));
        PracticeProcess network = new PracticeProcess(program, folder, started, shards);
        boolean answers = false;
        try {
            network.await(
                    "a network that answers",
                    () -> {
                        if (!started.process().isAlive()) {
                            throw new AssertionError("ended too early: " + started.await());
                        }
                        return Files.exists(descriptor);
                    });
            answers = true;
            return network;
        } finally {
            if (!answers) {
                network.kill();
            }
        }
    }

    private static List<String> command(Path program, Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments[0].split(" ")));
        command.addAll(List.of("--home", folder.resolve("home").toString()));
        command.addAll(List.of(arguments).subList(1, arguments.length));
        return command;
    }

    /// Runs a command of the program for this network.
    Run run(String... arguments) throws IOException, InterruptedException {
        return Run.of(folder, Map.of(), "", command(program, folder, arguments));
    }

    /// Starts one.
    Run.Started begin(String... arguments) throws IOException {
        return Run.start(folder, Map.of(), "", command(program, folder, arguments));
    }

    /// Waits for something.
    void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.call()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("in vain: " + what + "; " + whatItDoes());
            }
            started.process().waitFor(5, TimeUnit.MILLISECONDS);
        }
    }

    /// Where it is told what each thread of the process does.
    private String whatItDoes() throws IOException, InterruptedException {
        Path threads = Project.root().resolve("target/threads-" + started.process().pid() + ".txt");
        Files.createDirectories(threads.getParent());
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Run asked =
                Run.of(
                        folder,
                        Map.of(),
                        "",
                        List.of(
                                jcmd,
                                Long.toString(started.process().pid()),
                                "Thread.dump_to_file",
                                "-overwrite",
                                threads.toString()));
        return asked.exit() == 0 ? "its threads are in " + threads : asked.toString();
    }

    Path descriptorFile() {
        return folder.resolve("network.json");
    }

    JsonNode descriptor() throws IOException {
        return JSON.readTree(descriptorFile().toFile());
    }

    private HttpResponse<byte[]> send(HttpRequest request)
            throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    JsonNode get(String url) throws IOException, InterruptedException {
        return JSON.readTree(send(HttpRequest.newBuilder(URI.create(url)).build()).body());
    }

    /// Asks the control address.
    JsonNode ask(String path) throws IOException, InterruptedException {
        String nodes = descriptor().path("control").path("url").textValue();
        return get(nodes.substring(0, nodes.length() - "/v1/nodes".length()) + path);
    }

    /// Does something that needs the token.
    void order(String path) throws IOException, InterruptedException {
        JsonNode control = descriptor().path("control");
        String nodes = control.path("url").textValue();
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        nodes.substring(0, nodes.length() - "/v1/nodes".length())
                                                + path))
                        .header(
                                "authorization",
                                "Bearer "
                                        + Files.readString(
                                                        Path.of(
                                                                control.path("tokenFile")
                                                                        .textValue()))
                                                .strip())
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build();
        HttpResponse<byte[]> answer = send(request);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + ": " + new String(answer.body()));
        }
    }

    /// Takes nodes away: those that together hold as many shards as possible, and not more than so
    /// many.
    ///
    /// @return their places
    List<Integer> stopUpTo(int shards) throws IOException, InterruptedException {
        int[] held = new int[NODES];
        for (JsonNode node : ask("/v1/nodes")) {
            held[node.path("index").intValue()] = node.path("shards").size();
        }
        int best = 0;
        int most = 0;
        for (int set = 1; set < 1 << NODES; set++) {
            int weight = weight(set, held);
            if (weight > most && weight <= shards) {
                best = set;
                most = weight;
            }
        }
        List<Integer> away = new ArrayList<>();
        for (int node = 0; node < NODES; node++) {
            if ((best >> node & 1) == 1) {
                order("/v1/nodes/" + node + "/stop");
                away.add(node);
            }
        }
        return away;
    }

    private static int weight(int set, int[] held) {
        int weight = 0;
        for (int node = 0; node < held.length; node++) {
            weight += (set >> node & 1) * held[node];
        }
        return weight;
    }

    /// Brings all nodes back.
    void startAll() throws IOException, InterruptedException {
        for (int node = 0; node < NODES; node++) {
            order("/v1/nodes/" + node + "/start");
        }
    }

    /// Whether every node says that it has every sliver that it should have.
    boolean holdsAll(BlobId blobId) throws IOException, InterruptedException {
        EncodingConfig config = new EncodingConfig(shards);
        for (JsonNode node : descriptor().path("nodes")) {
            for (JsonNode shard : node.path("shards")) {
                int pair = blobId.pair(new ShardIndex(shard.intValue()), config).value();
                for (Axis axis : Axis.values()) {
                    String url =
                            node.path("url").textValue()
                                    + "/v1/blobs/"
                                    + blobId
                                    + "/slivers/"
                                    + pair
                                    + "/"
                                    + (axis == Axis.PRIMARY ? "primary" : "secondary")
                                    + "/status";
                    JsonNode said = get(url).path("success").path("data");
                    if (!said.asText().equals("stored")) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /// As a power cut would.
    void kill() throws InterruptedException {
        started.process().destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        http.shutdownNow();
        started.process().destroy();
        try {
            started.await();
        } catch (InterruptedException e) {
            started.process().destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
