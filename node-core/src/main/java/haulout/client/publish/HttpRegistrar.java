// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.client.NetworkDescriptor;
import haulout.core.Epoch;
import haulout.core.ObjectId;
import haulout.core.WireFormatException;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.wire.MessageCertificate;
import haulout.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// Registers and certifies by the URLs of a network descriptor. Thread-safe.
public final class HttpRegistrar implements Registrar, AutoCloseable {
    /// Longest answer that is read; a registration's has some hundred bytes.
    private static final int MAX_ANSWER_BYTES = 64 << 10;

    // the ledger writes to its journal before it answers
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int MIN_SUCCESS = 200;
    private static final int MIN_OTHER = 300;

    // what a ledger says is shown only if it cannot do anything to a terminal
    private static final int MAX_SHOWN_CHARS = 300;
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\p{L}\\p{N}\\p{P}\\p{S} ]+");

    // another store of the same blob, by the same registration, was quicker
    private static final String DONE = "blob::EAlreadyCertified";

    private final NetworkDescriptor network;
    private final Executor executor;
    private final Duration patience;
    private final HttpClient http;

    /// @param executor makes a (virtual) thread for each step of a request; remains the caller's
    public HttpRegistrar(NetworkDescriptor network, Executor executor) {
        this(network, executor, PATIENCE);
    }

    /// As the other, with another time for each request, its answer included.
    public HttpRegistrar(NetworkDescriptor network, Executor executor, Duration patience) {
        this.network = network;
        this.executor = executor;
        this.patience = patience;
        this.http =
                HttpClient.newBuilder()
                        .executor(executor)
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .proxy(HttpClient.Builder.NO_PROXY)
                        .build();
    }

    @Override
    public RegisteredBlob register(RegistrationRequest request)
            throws RegistrarException, InterruptedException {
        VerifiedBlobMetadata metadata = request.metadata();
        ObjectNode json = WireJson.object();
        json.put("blobId", metadata.blobId().toString());
        json.put("rootHash", metadata.root().toString());
        json.put("size", metadata.unencodedLength());
        json.put("encodedSize", metadata.config().encodedBytes(metadata.unencodedLength()));
        json.put("encodingType", metadata.metadata().encodingType().code());
        json.put("deletable", request.options().deletable());
        json.put("epochs", request.options().epochs());
        request.options()
                .owner()
                .or(network::owner)
                .ifPresent(owner -> json.put("owner", owner.toString()));
        ObjectNode attributes = json.putObject("attributes");
        request.options().attributes().forEach(attributes::put);
        Answer answer = post(network.registerUrl(), json, "registering");
        if (!answer.isSuccess()) {
            throw refused(answer, "registering");
        }
        try {
            JsonNode said = WireJson.parse("registration", answer.body, MAX_ANSWER_BYTES);
            return new RegisteredBlob(
                    ObjectId.parse(WireJson.text(said, "objectId")),
                    new Epoch(WireJson.number(said, "endEpoch", Epoch.MAX_VALUE)));
        } catch (WireFormatException e) {
            throw new RegistrarException(
                    RegistrarException.Kind.RUBBISH,
                    "the network's ledger answered with something that is no registration",
                    e);
        }
    }

    @Override
    public void certify(
            RegisteredBlob registered,
            VerifiedBlobMetadata metadata,
            MessageCertificate certificate)
            throws RegistrarException, InterruptedException {
        ObjectNode json = WireJson.object();
        json.put("objectId", registered.object().toString());
        json.put("blobId", metadata.blobId().toString());
        ArrayNode signers = json.putArray("signers");
        certificate.signers().forEach(signers::add);
        // as short as it can be: how many members the committee has now is not known here
        int last = certificate.signers().stream().mapToInt(Integer::intValue).max().orElse(-1);
        json.put("signersBitmap", HexFormat.of().formatHex(certificate.signersBitmap(last + 1)));
        json.put("message", Base64.getEncoder().encodeToString(certificate.message()));
        json.put("signature", certificate.signature().toBase64());
        Answer answer =
                post(network.certifyUrl(registered.object().toString()), json, "certifying");
        if (!answer.isSuccess() && !error(answer).fault().equals(DONE)) {
            throw refused(answer, "certifying");
        }
    }

    private static RegistrarException refused(Answer answer, String doing) {
        return new RegistrarException(
                RegistrarException.Kind.REFUSED,
                "the network's ledger refused "
                        + doing
                        + " with status "
                        + answer.status
                        + error(answer).text());
    }

    private Answer post(Optional<URI> url, ObjectNode json, String doing)
            throws RegistrarException, InterruptedException {
        if (url.isEmpty()) {
            throw new RegistrarException(
                    RegistrarException.Kind.REFUSED, "the network offers no " + doing);
        }
        HttpRequest request =
                HttpRequest.newBuilder(url.get())
                        .timeout(patience)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(WireJson.write(json)))
                        .build();
        try {
            return send(request);
        } catch (IOException e) {
            throw new RegistrarException(
                    RegistrarException.Kind.UNREACHABLE,
                    "the network's ledger at "
                            + url.get().getAuthority()
                            + " did not answer while "
                            + doing,
                    e);
        }
    }

    /// What came back, of the body as much as is read.
    private static final class Answer {
        private final int status;
        private final byte[] body;

        Answer(int status, byte[] body) {
            this.status = status;
            this.body = body;
        }

        boolean isSuccess() {
            return status >= MIN_SUCCESS && status < MIN_OTHER;
        }
    }

    /// The time is for all of it: the client's own ends with the head of the answer.
    private Answer send(HttpRequest request) throws IOException, InterruptedException {
        FutureTask<Answer> task =
                new FutureTask<>(() -> {
                    HttpResponse<InputStream> response =
                            http.send(request, HttpResponse.BodyHandlers.ofInputStream());
                    try (InputStream in = response.body()) {
                        return new Answer(response.statusCode(), in.readNBytes(MAX_ANSWER_BYTES));
                    }
                });
        executor.execute(task);
        try {
            return task.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no whole answer in " + patience.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException("request to the network's ledger", e.getCause());
        } finally {
            boolean _ = task.cancel(true);
        }
    }

    /// What an error body says.
    ///
    /// @param text in whichever of the usual forms, to be shown
    /// @param fault by the contract's name
    private record Said(String text, String fault) {}

    private static Said error(Answer answer) {
        try {
            JsonNode json = WireJson.parse("error", answer.body, MAX_ANSWER_BYTES);
            JsonNode error = json.path("error");
            String fault = error.path("fault").asText("");
            for (JsonNode text :
                    new JsonNode[] {error, error.path("message"), json.path("message")}) {
                if (text.isTextual()) {
                    String shown = UNPRINTABLE.matcher(text.textValue()).replaceAll(" ");
                    return new Said(
                            ": " + shown.substring(0, Math.min(MAX_SHOWN_CHARS, shown.length())),
                            fault);
                }
            }
            return new Said("", fault);
        } catch (WireFormatException e) {
            return new Said("", "");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
