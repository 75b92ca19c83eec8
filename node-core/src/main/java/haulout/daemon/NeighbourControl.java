// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import haulout.assembly.PrivateFile;
import haulout.store.file.SystemFiles;
import haulout.store.file.WholeFile;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// Controls the nodes of a practice network that runs in another process of this computer.
public final class NeighbourControl {
    /// Every node of the largest network with all of its shards takes a tenth of that.
    private static final int MAX_DESCRIPTOR_BYTES = 1 << 20;

    /// Starting a node reads its store.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final ObjectMapper JSON = new ObjectMapper();

    private NeighbourControl() {}

    /// What can be done with a node.
    public enum Act {
        /// Take it away; its data stay.
        STOP,
        /// Bring it back.
        START,
        /// Erase its store.
        WIPE,
        /// Have it answer late.
        SLOW,
        /// Have it answer wrongly.
        LIE
    }

    /// Does something with a node.
    ///
    /// @param home data directory of the network
    /// @param index place of the node in the descriptor
    /// @throws IOException with a sentence for people, if it was not done
    public static void run(Path home, int index, Act act) throws IOException, InterruptedException {
        Path folder = home.toAbsolutePath().normalize().resolve("control");
        Optional<byte[]> descriptor =
                WholeFile.read(
                        new SystemFiles(), folder.resolve("practice.json"), MAX_DESCRIPTOR_BYTES);
        if (descriptor.isEmpty()) {
            throw notRunning(home);
        }
        JsonNode control = JSON.readTree(descriptor.get()).path("control");
        String token = PrivateFile.read(Path.of(control.path("tokenFile").asText())).orElse("");
        String url =
                control.path("url").asText()
                        + "/"
                        + index
                        + "/"
                        + act.name().toLowerCase(Locale.ROOT);
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url))
                        .timeout(PATIENCE)
                        .header("authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build();
        try (HttpClient client =
                HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build()) {
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                String reason =
                        JSON.readTree(answer.body()).path("error").path("message").asText("");
                throw new IOException(
                        reason.isEmpty() ? "the network answered " + answer.statusCode() : reason);
            }
        } catch (ConnectException e) {
            throw notRunning(home);
        }
    }

    private static IOException notRunning(Path home) {
        return new IOException(
                "no practice network runs in " + home + "; start one with haulout practice");
    }
}
