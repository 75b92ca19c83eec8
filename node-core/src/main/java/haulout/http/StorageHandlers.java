// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import haulout.core.WireFormatException;
import haulout.http.server.Answer;
import haulout.http.server.BodySource;
import haulout.node.Accepted;
import haulout.node.AnswerBody;
import haulout.node.NodeApi;
import haulout.node.RefusedException;
import haulout.wire.ApiAnswer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Does what requests ask for, and writes down what the node says.
///
/// Threads: any; methods block.
final class StorageHandlers {
    /// Requests that may wait for a registration at the same time; more are answered at once.
    private static final int MAX_WAITING = 128;

    private static final String BINARY = "application/octet-stream";
    private static final String JSON = "application/json";

    private static final Uploaded METADATA =
            Uploaded.of("metadata", "metadata successfully stored");
    private static final Uploaded SLIVER = Uploaded.of("sliver", "sliver stored successfully");

    private final NodeApi node;
    private final ApiDocument document = ApiDocument.shipped();
    private final Semaphore waits = new Semaphore(MAX_WAITING);

    StorageHandlers(NodeApi node) {
        this.node = node;
    }

    Answer handle(StorageRequest request, byte[] body)
            throws RefusedException, BadRequestException, InterruptedException {
        return switch (request) {
            case StorageRequest.ApiDocument(boolean asPage) ->
                    asPage
                            ? Answer.bytes(200, "text/html; charset=utf-8", document.page())
                            : Answer.bytes(200, JSON, document.json());
            case StorageRequest.GetMetadata get ->
                    Answer.bytes(200, BINARY, node.metadata(get.blobId()));
            case StorageRequest.PutMetadata put ->
                    METADATA.answer(
                            node.putMetadata(put.blobId(), body, put.pending()), put.pending());
            case StorageRequest.MetadataStatus ask ->
                    json(TextNode.valueOf(node.metadataPresence(ask.blobId()).word()));
            case StorageRequest.GetSliver get ->
                    stream(node.sliver(get.blobId(), get.pair(), get.axis()));
            case StorageRequest.PutSliver put ->
                    SLIVER.answer(
                            node.putSliver(
                                    put.blobId(),
                                    put.pair(),
                                    put.axis(),
                                    ByteBuffer.wrap(body),
                                    put.pending()),
                            put.pending());
            case StorageRequest.SliverStatus ask ->
                    json(
                            TextNode.valueOf(
                                    node.sliverPresence(ask.blobId(), ask.pair(), ask.axis())
                                            .word()));
            case StorageRequest.Confirm confirm -> confirm(confirm);
            case StorageRequest.RecoverySymbols get ->
                    stream(node.recoverySymbols(get.blobId(), get.symbols()));
            case StorageRequest.DecodingSymbols get ->
                    stream(node.decodingSymbols(get.blobId(), get.targets(), get.targetAxis()));
            case StorageRequest.InconsistencyProof proof ->
                    json(
                            node.attestInconsistency(proof.blobId(), proof.targetAxis(), body)
                                    .toJson());
            case StorageRequest.BlobStatus ask -> json(node.status(ask.blobId()).toJson());
            case StorageRequest.Health ask -> json(node.health(ask.detailed()).toJson());
            case StorageRequest.SyncShard sync -> syncShard(sync, body);
        };
    }

    /// What can be answered without waiting.
    ///
    /// @return empty if [#handle] has to be asked, whatever it will say
    Optional<Answer> handleIfReady(StorageRequest request) {
        return request instanceof StorageRequest.GetSliver get
                ? node.sliverIfReady(get.blobId(), get.pair(), get.axis())
                        .map(StorageHandlers::stream)
                : Optional.empty();
    }

    private Answer confirm(StorageRequest.Confirm confirm)
            throws RefusedException, InterruptedException {
        boolean mayWait = confirm.patience().isPresent() && waits.tryAcquire();
        try {
            Optional<Duration> wait = mayWait ? confirm.patience() : Optional.empty();
            return json(node.confirmation(confirm.blobId(), confirm.persistence(), wait).toJson());
        } finally {
            if (mayWait) {
                waits.release();
            }
        }
    }

    private Answer syncShard(StorageRequest.SyncShard sync, byte[] body)
            throws RefusedException, BadRequestException, InterruptedException {
        try {
            return stream(node.syncShard(sync.requester().check().toBytes(), body));
        } catch (WireFormatException e) {
            throw new BadRequestException("the authorization header is no public key");
        }
    }

    private static Answer json(Stored what) {
        return Answer.bytes(what.status, JSON, what.bytes);
    }

    /// What is said of every upload, written down once. The strings are those of the reference
    /// node; what counts is the status.
    private static final class Stored {
        private final int status;
        private final byte[] bytes;

        private Stored(int status, String text) {
            this.status = status;
            this.bytes = new ApiAnswer.Success(status, TextNode.valueOf(text)).toBytes();
        }
    }

    /// The answers to uploads of one kind.
    private record Uploaded(Stored before, Stored buffered, Stored now) {
        static Uploaded of(String what, String storedText) {
            return new Uploaded(
                    new Stored(200, what + " already stored"),
                    new Stored(202, what + " buffered pending registration"),
                    new Stored(201, storedText));
        }

        Answer answer(Accepted accepted, boolean pending) {
            if (accepted == Accepted.ALREADY_THERE) {
                return json(before);
            }
            return json(pending ? buffered : now);
        }
    }

    private static Answer json(JsonNode value) {
        return json(200, value);
    }

    private static Answer json(int status, JsonNode value) {
        return Answer.bytes(status, JSON, new ApiAnswer.Success(status, value).toBytes());
    }

    private static Answer stream(AnswerBody body) {
        return Answer.stream(
                200,
                BINARY,
                new BodySource() {
                    @Override
                    public long byteCount() {
                        return body.byteCount();
                    }

                    @Override
                    public int read(ByteBuffer target) throws IOException, InterruptedException {
                        return body.read(target);
                    }

                    @Override
                    public Optional<ByteBuffer> whole() {
                        return body.whole();
                    }

                    @Override
                    public void close() {
                        body.close();
                    }
                });
    }
}
