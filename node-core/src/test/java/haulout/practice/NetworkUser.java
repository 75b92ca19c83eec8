// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.client.ClientLimits;
import haulout.client.Pause;
import haulout.client.PeerAddress;
import haulout.client.PeerClients;
import haulout.client.PeerException;
import haulout.client.PeerTransport;
import haulout.client.Registration;
import haulout.client.RemoteNode;
import haulout.client.Traffic;
import haulout.client.UploadBody;
import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.ShardIndex;
import haulout.core.SliverPairIndex;
import haulout.crypto.BlsSignature;
import haulout.crypto.NetworkPublicKey;
import haulout.testing.EncodedBlob;
import haulout.wire.ApiError;
import haulout.wire.BlobPersistence;
import haulout.wire.SignedMessage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A program that knows a network by its descriptor only.
final class NetworkUser implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final PeerTransport transport = new PeerTransport(executor, Duration.ofSeconds(20));
    private final HttpClient http = HttpClient.newBuilder().executor(executor).build();
    private final Path file;

    NetworkUser(Path descriptor) {
        this.file = descriptor;
    }

    JsonNode descriptor() throws Exception {
        return JSON.readTree(file.toFile());
    }

    EncodingConfig config() throws Exception {
        return new EncodingConfig(descriptor().path("nShards").intValue());
    }

    int nodeCount() throws Exception {
        return descriptor().path("nodes").size();
    }

    List<ShardIndex> shards(int index) throws Exception {
        List<ShardIndex> shards = new ArrayList<>();
        descriptor()
                .path("nodes")
                .path(index)
                .path("shards")
                .forEach(shard -> shards.add(new ShardIndex(shard.intValue())));
        return shards;
    }

    /// Where a node is said to answer.
    URI url(int index) throws Exception {
        return URI.create(descriptor().path("nodes").path(index).path("url").textValue());
    }

    RemoteNode node(int index) throws Exception {
        JsonNode node = descriptor().path("nodes").path(index);
        URI url = url(index);
        PeerClients.Scheme scheme =
                url.getScheme().equals("https")
                        ? PeerClients.Scheme.HTTPS
                        : PeerClients.Scheme.PLAIN_HTTP;
        PeerClients clients =
                new PeerClients(
                        transport,
                        scheme,
                        config(),
                        ClientLimits.forClients(),
                        Traffic.UNLIMITED,
                        Pause.real(),
                        new Random(1));
        return clients.of(
                new PeerAddress(url.getHost(), url.getPort()),
                NetworkPublicKey.decode(
                        HexFormat.of().parseHex(node.path("networkPublicKey").textValue())));
    }

    HttpResponse<String> post(String url, String token, JsonNode body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> control(int index, String what) throws Exception {
        JsonNode control = descriptor().path("control");
        String token = Files.readString(Path.of(control.path("tokenFile").textValue())).strip();
        String url = control.path(what + "Url").textValue().replace("{index}", "" + index);
        return post(url, token, JSON.createObjectNode());
    }

    /// Registers a blob.
    ///
    /// @return the object
    String register(EncodedBlob blob, int epochs) throws Exception {
        long size = blob.metadata().unencodedLength();
        ObjectNode body = JSON.createObjectNode();
        body.put("blobId", blob.metadata().blobId().toString());
        body.put("rootHash", HexFormat.of().formatHex(root(blob)));
        body.put("size", size).put("encodedSize", config().encodedBytes(size));
        body.put("encodingType", 1).put("deletable", false).put("epochs", epochs);
        body.put("owner", descriptor().path("owner").textValue());
        body.putObject("attributes").put("name", "photo");
        HttpResponse<String> answer =
                post(descriptor().path("register").path("url").textValue(), "", body);
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body()).path("objectId").textValue();
    }

    private static byte[] root(EncodedBlob blob) {
        return blob.metadata().root().toBytes();
    }

    /// Stores a blob at the nodes that answer.
    ///
    /// @return their confirmations, empty for those that do not
    List<Optional<SignedMessage>> upload(EncodedBlob blob) throws Exception {
        List<Optional<SignedMessage>> confirmations = new ArrayList<>();
        for (int i = 0; i < nodeCount(); i++) {
            confirmations.add(upload(blob, i));
        }
        return confirmations;
    }

    private Optional<SignedMessage> upload(EncodedBlob blob, int index) throws Exception {
        BlobId blobId = blob.metadata().blobId();
        RemoteNode remote = node(index);
        try {
            PracticeNetworkTest.await(
                    "registration heard by node " + index, () -> isTaken(remote, blob));
            for (ShardIndex shard : shards(index)) {
                SliverPairIndex pair = blobId.pair(shard, config());
                for (Axis axis : Axis.values()) {
                    remote.putSliver(
                            blobId,
                            pair,
                            axis,
                            UploadBody.of(blob.sliverBytes(pair, axis)),
                            Registration.DONE);
                }
            }
            return Optional.of(
                    remote.confirmation(
                            blobId,
                            BlobPersistence.PERMANENT,
                            Optional.of(Duration.ofSeconds(20))));
        } catch (PeerException e) {
            return Optional.empty();
        }
    }

    /// Whether a node has taken metadata; not before it has heard of the registration.
    private static boolean isTaken(RemoteNode remote, EncodedBlob blob) throws Exception {
        try {
            remote.putMetadata(blob.metadata(), Registration.DONE);
            return true;
        } catch (PeerException e) {
            if (e.isRefusal(ApiError.NOT_REGISTERED)) {
                return false;
            }
            throw e;
        }
    }

    /// Brings confirmations to the ledger.
    HttpResponse<String> certify(
            String object, EncodedBlob blob, List<Optional<SignedMessage>> confirmations)
            throws Exception {
        ObjectNode body = JSON.createObjectNode();
        body.put("objectId", object).put("blobId", blob.metadata().blobId().toString());
        byte[] bitmap = new byte[(confirmations.size() + 7) / 8];
        List<BlsSignature> signatures = new ArrayList<>();
        var signers = body.putArray("signers");
        for (int i = 0; i < confirmations.size(); i++) {
            if (confirmations.get(i).isPresent()) {
                SignedMessage one = confirmations.get(i).get();
                signers.add(i);
                bitmap[i / 8] |= (byte) (1 << i % 8);
                signatures.add(one.signature().check());
                body.put("message", Base64.getEncoder().encodeToString(one.message()));
            }
        }
        body.put("signersBitmap", HexFormat.of().formatHex(bitmap));
        body.put("signature", BlsSignature.aggregate(signatures).unchecked().toBase64());
        return post(
                descriptor().path("certify").path("url").textValue().replace("{objectId}", object),
                "",
                body);
    }

    @Override
    public void close() {
        transport.close();
        http.shutdownNow();
        executor.shutdownNow();
    }
}
