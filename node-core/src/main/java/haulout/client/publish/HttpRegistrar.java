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
import java.util.concurrent.Executor;
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

    private final NetworkDescriptor network;
    private final int memberCount;
    private final HttpClient http;

    /// @param executor makes a (virtual) thread for each step of a request; remains the caller's
    public HttpRegistrar(NetworkDescriptor network, Executor executor) {
        this.network = network;
        this.memberCount = network.nodeCount();
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
        byte[] answer = post(network.registerUrl(), json, "registering");
        try {
            JsonNode said = WireJson.parse("registration", answer, MAX_ANSWER_BYTES);
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
        json.put("signersBitmap", HexFormat.of().formatHex(certificate.signersBitmap(memberCount)));
        json.put("message", Base64.getEncoder().encodeToString(certificate.message()));
        json.put("signature", certificate.signature().toBase64());
        post(network.certifyUrl(registered.object().toString()), json, "certifying");
    }

    private byte[] post(Optional<URI> url, ObjectNode json, String doing)
            throws RegistrarException, InterruptedException {
        if (url.isEmpty()) {
            throw new RegistrarException(
                    RegistrarException.Kind.REFUSED, "the network offers no " + doing);
        }
        HttpRequest request =
                HttpRequest.newBuilder(url.get())
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(WireJson.write(json)))
                        .build();
        try {
            HttpResponse<InputStream> response =
                    http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            byte[] body;
            try (InputStream in = response.body()) {
                body = in.readNBytes(MAX_ANSWER_BYTES);
            }
            int status = response.statusCode();
            if (status >= MIN_SUCCESS && status < MIN_OTHER) {
                return body;
            }
            throw new RegistrarException(
                    RegistrarException.Kind.REFUSED,
                    "the network's ledger refused "
                            + doing
                            + " with status "
                            + status
                            + said(body));
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

    /// What an error body says, in whichever of the usual forms.
    private static String said(byte[] body) {
        try {
            JsonNode json = WireJson.parse("error", body, MAX_ANSWER_BYTES);
            JsonNode error = json.path("error");
            for (JsonNode text :
                    new JsonNode[] {error, error.path("message"), json.path("message")}) {
                if (text.isTextual()) {
                    String shown = UNPRINTABLE.matcher(text.textValue()).replaceAll(" ");
                    return ": " + shown.substring(0, Math.min(MAX_SHOWN_CHARS, shown.length()));
                }
            }
            return "";
        } catch (WireFormatException e) {
            return "";
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
