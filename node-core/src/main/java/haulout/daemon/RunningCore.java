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
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks a core that runs in another process of this computer how it is, and has it do what its
/// owner wants.
public final class RunningCore {
    private static final int MAX_FILE_BYTES = 1 << 16;
    private static final int REFUSED = 409;

    /// For a window that opens: whoever runs answers at once, or is busy.
    private static final Duration GREETING = Duration.ofSeconds(2);

    private static final Duration STATUS_PATIENCE = Duration.ofSeconds(10);

    /// The node is started anew with another list of drives, which reads its store.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Logger log = LoggerFactory.getLogger(RunningCore.class);

    private RunningCore() {}

    /// Whether the core of a home runs in another process, and answers: after a crash or a power
    /// cut another program may have its number.
    static boolean isElsewhere(Path home) throws InterruptedException {
        try {
            Optional<byte[]> bytes = WholeFile.read(new SystemFiles(), file(home), MAX_FILE_BYTES);
            if (bytes.isEmpty()) {
                return false;
            }
            long pid = JSON.readTree(bytes.get()).path("pid").asLong();
            return pid != ProcessHandle.current().pid()
                    && ProcessHandle.of(pid).isPresent()
                    && send(home, "status", Optional.empty(), GREETING, Locale.ROOT, ZoneOffset.UTC)
                            .isPresent();
        } catch (HttpTimeoutException e) {
            return true; // it is busy
        } catch (IOException e) {
            log.atInfo().setCause(e).log("what answers is not the core of this home");
            return false;
        }
    }

    private static Path file(Path home) {
        return home.toAbsolutePath().normalize().resolve("control").resolve("core.json");
    }

    /// How it is, as [StatusDocument] says; empty if none runs.
    ///
    /// @param home its data directory
    /// @throws IOException with a sentence for people, if it runs and does not say
    public static Optional<JsonNode> status(Path home, Locale locale, ZoneId zone)
            throws IOException, InterruptedException {
        return send(home, "status", Optional.empty(), STATUS_PATIENCE, locale, zone);
    }

    /// What its owner may know or do, see [OwnerRoutes]; empty if none runs.
    ///
    /// @param home its data directory
    /// @param path such as `drives` or `drives/add`
    /// @param fields what it takes; empty to ask only
    /// @throws IOException with a sentence for people, if it was not done
    public static Optional<JsonNode> owner(
            Path home, String path, Optional<JsonNode> fields, Locale locale, ZoneId zone)
            throws IOException, InterruptedException {
        return send(home, path, fields, PATIENCE, locale, zone);
    }

    private static Optional<JsonNode> send(
            Path home,
            String path,
            Optional<JsonNode> fields,
            Duration patience,
            Locale locale,
            ZoneId zone)
            throws IOException, InterruptedException {
        Optional<byte[]> bytes = WholeFile.read(new SystemFiles(), file(home), MAX_FILE_BYTES);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        JsonNode core = JSON.readTree(bytes.get());
        if (!core.path("url").asText().startsWith("http://127.0.0.1:")) {
            return Optional.empty(); // what a power cut has left
        }
        String token = PrivateFile.read(Path.of(core.path("tokenFile").asText())).orElse("");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(core.path("url").asText() + "/v1/" + path))
                        .timeout(patience)
                        .header("authorization", "Bearer " + token)
                        .header("accept-language", locale.toLanguageTag())
                        .header("time-zone", zone.getId());
        if (fields.isPresent()) {
            byte[] body = JSON.writeValueAsBytes(fields.get());
            HttpRequest.Builder _ = request.POST(HttpRequest.BodyPublishers.ofByteArray(body));
        }
        try (HttpClient client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .proxy(HttpClient.Builder.NO_PROXY)
                        .build()) {
            return Optional.of(
                    answer(
                            home,
                            client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray())));
        } catch (ConnectException e) {
            return Optional.empty(); // what a crash has left
        }
    }

    private static JsonNode answer(Path home, HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() == 200) {
            return JSON.readTree(answer.body());
        }
        String reason = JSON.readTree(answer.body()).path("error").path("message").asText("");
        throw new IOException(
                reason.isEmpty() || answer.statusCode() != REFUSED
                        ? "the core in " + home + " answered " + answer.statusCode()
                        : reason);
    }
}
