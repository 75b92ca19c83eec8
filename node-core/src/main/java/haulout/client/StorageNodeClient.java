// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.client.HttpExchange.Answer;
import haulout.client.HttpExchange.Format;
import haulout.client.PeerException.Kind;
import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.SliverIndex;
import haulout.core.SliverPairIndex;
import haulout.core.WireFormatException;
import haulout.crypto.BlsPublicKey;
import haulout.redstuff.DecodingSymbol;
import haulout.redstuff.GeneralRecoverySymbol;
import haulout.redstuff.InconsistencyProof;
import haulout.redstuff.Sliver;
import haulout.redstuff.SymbolId;
import haulout.redstuff.UnverifiedBlobMetadata;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.wire.ApiAnswer;
import haulout.wire.BlobPersistence;
import haulout.wire.BlobStatus;
import haulout.wire.ConfirmationAnswer;
import haulout.wire.MetadataFormat;
import haulout.wire.NodeHealth;
import haulout.wire.SignedMessage;
import haulout.wire.SliverFormat;
import haulout.wire.SymbolFormat;
import haulout.wire.SyncedSliver;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Another storage node over HTTP. Immutable, thread-safe.
///
/// Requests that fail in a way that may pass are repeated as often as the limits say; all of the
/// protocol's requests may be. Source: Walrus storage-node REST API, walrus-protocol section 6.
public final class StorageNodeClient implements RemoteNode {
    /// Most symbols that are asked for by their places at a time, so that the request line stays
    /// under the 8 KiB that servers commonly take.
    public static final int MAX_SYMBOL_IDS = 400;

    /// Most slivers that decoding symbols are asked for at a time, for the same reason.
    public static final int MAX_TARGET_SLIVERS = 200;

    // a JSON answer to anything but a health request has under a thousand bytes
    private static final int MAX_JSON_BYTES = 16 * 1024;

    // an entry of the list of shards in an answer to a health request has under 48 bytes
    private static final int JSON_BYTES_PER_SHARD = 64;

    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;

    private final PeerRequests requests;
    private final HttpExchange exchange;
    private final EncodingConfig config;
    private final ClientLimits limits;
    private final Repeats repeats;

    /// @param requests makes the requests to this node
    StorageNodeClient(
            PeerRequests requests,
            HttpExchange exchange,
            EncodingConfig config,
            ClientLimits limits,
            Repeats repeats) {
        this.requests = requests;
        this.exchange = exchange;
        this.config = config;
        this.limits = limits;
        this.repeats = repeats;
    }

    @Override
    public RemoteNode within(Duration whole) {
        return new StorageNodeClient(requests, exchange, config, limits.within(whole), repeats);
    }

    @Override
    public UploadOutcome putMetadata(VerifiedBlobMetadata metadata, Registration registration)
            throws PeerException, InterruptedException {
        UploadBody body = UploadBody.of(MetadataFormat.encode(metadata.metadata()));
        return upload(blob(metadata.blobId()) + "/metadata", body, registration);
    }

    @Override
    public UnverifiedBlobMetadata metadata(BlobId blobId)
            throws PeerException, InterruptedException {
        HttpRequest request = requests.get(blob(blobId) + "/metadata", Format.BCS);
        long maxBytes = BodyLimits.metadataWithId(config);
        return ask(
                request,
                Format.BCS,
                maxBytes,
                answer -> {
                    UnverifiedBlobMetadata claimed = MetadataFormat.decodeWithId(answer.body());
                    if (!claimed.blobId().equals(blobId)) {
                        throw new WireFormatException(
                                "blob ID of metadata", 0, blobId + "", claimed.blobId() + "");
                    }
                    return claimed;
                });
    }

    @Override
    public RemotePresence metadataPresence(BlobId blobId)
            throws PeerException, InterruptedException {
        return presence(blob(blobId) + "/metadata/status");
    }

    @Override
    public UploadOutcome putSliver(
            BlobId blobId,
            SliverPairIndex pair,
            Axis axis,
            UploadBody body,
            Registration registration)
            throws PeerException, InterruptedException {
        return upload(sliverPath(blobId, pair, axis), body, registration);
    }

    @Override
    public Sliver sliver(VerifiedBlobMetadata metadata, SliverPairIndex pair, Axis axis)
            throws PeerException, InterruptedException {
        HttpRequest request = requests.get(sliverPath(metadata.blobId(), pair, axis), Format.BCS);
        SliverIndex index = pair.sliver(axis, config);
        return ask(
                request,
                Format.BCS,
                BodyLimits.sliver(metadata, axis),
                answer -> {
                    Sliver sliver = SliverFormat.decode(answer.body(), axis);
                    if (!sliver.index().equals(index)) {
                        throw new WireFormatException(
                                "sliver index", 0, index.value() + "", sliver.index().value() + "");
                    }
                    return sliver;
                });
    }

    @Override
    public RemotePresence sliverPresence(BlobId blobId, SliverPairIndex pair, Axis axis)
            throws PeerException, InterruptedException {
        return presence(sliverPath(blobId, pair, axis) + "/status");
    }

    @Override
    public SignedMessage confirmation(
            BlobId blobId, BlobPersistence persistence, Optional<Duration> wait)
            throws PeerException, InterruptedException {
        String path =
                blob(blobId)
                        + "/confirmation/"
                        + switch (persistence) {
                            case BlobPersistence.Permanent() -> "permanent";
                            case BlobPersistence.Deletable(var object) -> "deletable/" + object;
                        };
        String query =
                wait.map(time -> "?wait_for_registration=true&wait_millis=" + time.toMillis())
                        .orElse("");
        HttpRequest request = requests.get(path + query, Format.JSON);
        return ask(
                request,
                Format.JSON,
                MAX_JSON_BYTES,
                wait.orElse(Duration.ZERO),
                answer -> ConfirmationAnswer.ofJson(value(answer, MAX_JSON_BYTES)).signed());
    }

    @Override
    public List<GeneralRecoverySymbol> recoverySymbols(
            VerifiedBlobMetadata metadata, SliverIndex target, Axis targetAxis)
            throws PeerException, InterruptedException {
        String query =
                "?targetSliver=" + target.value() + "&targetType=" + PeerRequests.word(targetAxis);
        return symbols(metadata, query, config.shardCount());
    }

    @Override
    public List<GeneralRecoverySymbol> recoverySymbols(
            VerifiedBlobMetadata metadata, List<SymbolId> ids, Optional<Axis> proofAxis)
            throws PeerException, InterruptedException {
        if (ids.isEmpty() || ids.size() > MAX_SYMBOL_IDS) {
            throw new IllegalArgumentException(
                    ids.size() + " symbols, allowed 1 to " + MAX_SYMBOL_IDS);
        }
        StringBuilder query = new StringBuilder();
        for (SymbolId id : ids) {
            query.append(query.isEmpty() ? "?id=" : "&id=").append(id);
        }
        proofAxis.ifPresent(axis -> query.append("&proofAxis=").append(PeerRequests.word(axis)));
        return symbols(metadata, query.toString(), ids.size());
    }

    private List<GeneralRecoverySymbol> symbols(
            VerifiedBlobMetadata metadata, String query, int maxCount)
            throws PeerException, InterruptedException {
        HttpRequest request =
                requests.get(blob(metadata.blobId()) + "/recoverySymbols" + query, Format.BCS);
        return ask(
                request,
                Format.BCS,
                BodyLimits.recoverySymbols(metadata, maxCount),
                answer -> {
                    List<GeneralRecoverySymbol> symbols =
                            SymbolFormat.decodeRecoverySymbols(answer.body());
                    if (symbols.size() > maxCount) {
                        throw new WireFormatException(
                                "recovery symbols", 0, "at most " + maxCount, symbols.size() + "");
                    }
                    return symbols;
                });
    }

    @Override
    public Map<SliverIndex, List<DecodingSymbol>> decodingSymbols(
            VerifiedBlobMetadata metadata, List<SliverIndex> targets, Axis targetAxis)
            throws PeerException, InterruptedException {
        if (targets.isEmpty() || targets.size() > MAX_TARGET_SLIVERS) {
            throw new IllegalArgumentException(
                    targets.size() + " targets, allowed 1 to " + MAX_TARGET_SLIVERS);
        }
        StringBuilder query = new StringBuilder("?targetType=" + PeerRequests.word(targetAxis));
        for (SliverIndex target : targets) {
            query.append("&targetSlivers=").append(target.value());
        }
        HttpRequest request =
                requests.get(blob(metadata.blobId()) + "/decodingSymbols" + query, Format.BCS);
        return ask(
                request,
                Format.BCS,
                BodyLimits.decodingSymbols(metadata, targets.size()),
                answer -> SymbolFormat.decodeDecodingSymbols(answer.body()));
    }

    @Override
    public SignedMessage attestInconsistency(BlobId blobId, InconsistencyProof proof)
            throws PeerException, InterruptedException {
        HttpRequest request =
                requests.post(
                        blob(blobId)
                                + "/inconsistencyProof/"
                                + PeerRequests.word(proof.targetAxis()),
                        UploadBody.of(SymbolFormat.encodeProof(proof)),
                        Format.JSON,
                        Optional.empty());
        return ask(
                request,
                Format.JSON,
                MAX_JSON_BYTES,
                answer -> SignedMessage.ofJson(value(answer, MAX_JSON_BYTES)));
    }

    @Override
    public BlobStatus status(BlobId blobId) throws PeerException, InterruptedException {
        HttpRequest request = requests.get(blob(blobId) + "/status", Format.JSON);
        return ask(
                request,
                Format.JSON,
                MAX_JSON_BYTES,
                answer -> BlobStatus.ofJson(value(answer, MAX_JSON_BYTES)));
    }

    @Override
    public NodeHealth health() throws PeerException, InterruptedException {
        HttpRequest request = requests.get("/v1/health?detailed=true", Format.JSON);
        int maxBytes = MAX_JSON_BYTES + JSON_BYTES_PER_SHARD * config.shardCount();
        return ask(
                request,
                Format.JSON,
                maxBytes,
                answer -> NodeHealth.ofJson(value(answer, maxBytes), config.shardCount()));
    }

    @Override
    public List<SyncedSliver> syncShard(
            BlsPublicKey requester, SignedMessage request, int maxCount, long maxBytes)
            throws PeerException, InterruptedException {
        HttpRequest post =
                requests.post(
                        "/v1/migrate/sync_shard",
                        UploadBody.of(request.toBytes()),
                        Format.BCS,
                        Optional.of(requester.toBase64()));
        return ask(
                post,
                Format.BCS,
                Math.min(maxBytes, BodyLimits.MAX_BODY_BYTES),
                answer -> SyncedSliver.decodeAnswer(answer.body(), maxCount));
    }

    private UploadOutcome upload(String path, UploadBody body, Registration registration)
            throws PeerException, InterruptedException {
        String query = registration == Registration.PENDING ? "?pending=true" : "";
        HttpRequest request = requests.put(path + query, body);
        return ask(
                request,
                Format.JSON,
                MAX_JSON_BYTES,
                answer -> {
                    value(answer, MAX_JSON_BYTES);
                    return switch (answer.status()) {
                        case CREATED -> UploadOutcome.STORED;
                        case ACCEPTED -> UploadOutcome.ACCEPTED_PENDING;
                        default -> UploadOutcome.ALREADY_THERE;
                    };
                });
    }

    private RemotePresence presence(String path) throws PeerException, InterruptedException {
        return ask(
                requests.get(path, Format.JSON),
                Format.JSON,
                MAX_JSON_BYTES,
                answer -> {
                    JsonNode word = value(answer, MAX_JSON_BYTES);
                    return switch (word.asText("").toLowerCase(Locale.ROOT)) {
                        case "stored" -> RemotePresence.STORED;
                        case "buffered" -> RemotePresence.BUFFERED;
                        case "nonexistent" -> RemotePresence.NONEXISTENT;
                        default ->
                                throw new WireFormatException(
                                        "presence", 0, "a known word", "another");
                    };
                });
    }

    private interface Parser<T> {
        T parse(Answer answer) throws WireFormatException;
    }

    private <T> T ask(HttpRequest request, Format format, long maxBytes, Parser<T> parser)
            throws PeerException, InterruptedException {
        return ask(request, format, maxBytes, Duration.ZERO, parser);
    }

    private <T> T ask(
            HttpRequest request, Format format, long maxBytes, Duration extra, Parser<T> parser)
            throws PeerException, InterruptedException {
        Answer answer =
                repeats.of(limits, () -> exchange.once(request, format, maxBytes, limits, extra));
        try {
            return parser.parse(answer);
        } catch (WireFormatException e) {
            throw exchange.failure(new Kind.Rubbish("unreadable answer"), e);
        } catch (IllegalArgumentException e) {
            // a value that parses and yet cannot be
            throw exchange.failure(new Kind.Rubbish("impossible answer"), e);
        }
    }

    private static JsonNode value(Answer answer, int maxBytes) throws WireFormatException {
        return switch (ApiAnswer.decode(answer.body(), maxBytes)) {
            case ApiAnswer.Success(int _, JsonNode value) -> value;
            case ApiAnswer.Failure failure ->
                    throw new WireFormatException(
                            "answer", 0, "a success", "an error " + failure.code());
        };
    }

    private static String blob(BlobId blobId) {
        return "/v1/blobs/" + blobId;
    }

    private static String sliverPath(BlobId blobId, SliverPairIndex pair, Axis axis) {
        return blob(blobId) + "/slivers/" + pair.value() + "/" + PeerRequests.word(axis);
    }

    @Override
    public String toString() {
        return "storage node at " + requests.address();
    }
}
