// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import haulout.store.file.PrivateFile;
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
import java.util.Map;

/// Controls a practice network that runs in another process of this computer.
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
        JsonNode control = control(home);
        String url =
                control.path("url").asText()
                        + "/"
                        + index
                        + "/"
                        + act.name().toLowerCase(Locale.ROOT);
        send(home, authorized(control, url).POST(HttpRequest.BodyPublishers.noBody()).build());
    }

    /// Asks the ledger.
    ///
    /// @param home data directory of the network
    /// @param what `epoch`, `nodes`, `account`, or `pool/` and a node
    /// @throws IOException with a sentence for people, if there is no answer
    public static JsonNode ask(Path home, String what) throws IOException, InterruptedException {
        JsonNode control = control(home);
        String url = control.path("ledgerUrl").asText() + "/" + what;
        return send(home, HttpRequest.newBuilder(uri(url)).timeout(PATIENCE).build());
    }

    /// Has the ledger do something in the owner's name.
    ///
    /// @param home data directory of the network
    /// @param what `stake`, `unstake`, `withdraw`, `collect` or `next-epoch`
    /// @param fields what it takes
    /// @throws IOException with a sentence for people, if it was not done
    public static JsonNode order(Path home, String what, Map<String, String> fields)
            throws IOException, InterruptedException {
        JsonNode control = control(home);
        String url = control.path("ledgerUrl").asText() + "/" + what;
        return send(
                home,
                authorized(control, url)
                        .POST(
                                HttpRequest.BodyPublishers.ofByteArray(
                                        JSON.writeValueAsBytes(fields)))
                        .build());
    }

    private static JsonNode control(Path home) throws IOException {
        Path file = home.toAbsolutePath().normalize().resolve("control").resolve("practice.json");
        byte[] descriptor =
                WholeFile.read(new SystemFiles(), file, MAX_DESCRIPTOR_BYTES)
                        .orElseThrow(() -> notRunning(home));
        return JSON.readTree(descriptor).path("control");
    }

    private static HttpRequest.Builder authorized(JsonNode control, String url) throws IOException {
        String token = PrivateFile.read(Path.of(control.path("tokenFile").asText())).orElse("");
        return HttpRequest.newBuilder(uri(url))
                .timeout(PATIENCE)
                .header("authorization", "Bearer " + token);
    }

    private static URI uri(String url) throws IOException {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new IOException("a name or identity has characters that none has", e);
        }
    }

    private static JsonNode send(Path home, HttpRequest request)
            throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build()) {
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode json = JSON.readTree(answer.body());
            if (answer.statusCode() != 200) {
                String reason = json.path("error").path("message").asText("");
                throw new IOException(
                        reason.isEmpty() ? "the network answered " + answer.statusCode() : reason);
            }
            return json;
        } catch (ConnectException e) {
            throw notRunning(home);
        }
    }

    private static IOException notRunning(Path home) {
        return new IOException(
                "no practice network runs in " + home + "; start one with haulout practice");
    }
}
