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
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/// Asks a core that runs in another process of this computer how it is.
public final class RunningCore {
    private static final int MAX_FILE_BYTES = 1 << 16;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private RunningCore() {}

    /// Whether the core of a home runs in another process.
    static boolean isElsewhere(Path home) throws IOException {
        Path file = home.resolve("control").resolve("core.json");
        Optional<byte[]> bytes = WholeFile.read(new SystemFiles(), file, MAX_FILE_BYTES);
        if (bytes.isEmpty()) {
            return false;
        }
        long pid = JSON.readTree(bytes.get()).path("pid").asLong();
        return pid != ProcessHandle.current().pid() && ProcessHandle.of(pid).isPresent();
    }

    /// How it is, as [StatusDocument] says; empty if none runs.
    ///
    /// @param home its data directory
    /// @throws IOException with a sentence for people, if it runs and does not say
    public static Optional<JsonNode> status(Path home, Locale locale, ZoneId zone)
            throws IOException, InterruptedException {
        Path file = home.toAbsolutePath().normalize().resolve("control").resolve("core.json");
        Optional<byte[]> bytes = WholeFile.read(new SystemFiles(), file, MAX_FILE_BYTES);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        JsonNode core = JSON.readTree(bytes.get());
        String token = PrivateFile.read(Path.of(core.path("tokenFile").asText())).orElse("");
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(core.path("url").asText() + "/v1/status"))
                        .timeout(PATIENCE)
                        .header("authorization", "Bearer " + token)
                        .header("accept-language", locale.toLanguageTag())
                        .header("time-zone", zone.getId())
                        .build();
        try (HttpClient client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .proxy(HttpClient.Builder.NO_PROXY)
                        .build()) {
            HttpResponse<byte[]> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IOException("the core in " + home + " answered " + answer.statusCode());
            }
            return Optional.of(JSON.readTree(answer.body()));
        } catch (ConnectException e) {
            return Optional.empty(); // what a crash has left
        }
    }
}
