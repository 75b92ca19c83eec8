// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.SliverIndex;
import haulout.core.SliverPairIndex;
import haulout.core.WireFormatException;
import haulout.crypto.UncheckedBlsPublicKey;
import haulout.http.server.RequestHead;
import haulout.node.RefusedException;
import haulout.node.SymbolRequest;
import haulout.redstuff.SymbolId;
import haulout.wire.ApiError;
import haulout.wire.BlobPersistence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A request of the API with everything in its head read.
sealed interface StorageRequest {
    /// Longest that a caller is believed to wait; the node's own limit is lower.
    Duration LONGEST_WAIT = Duration.ofMinutes(1);

    record ApiDocument(boolean asPage) implements StorageRequest {}

    record GetMetadata(BlobId blobId) implements StorageRequest {}

    record PutMetadata(BlobId blobId, boolean pending) implements StorageRequest {}

    record MetadataStatus(BlobId blobId) implements StorageRequest {}

    record GetSliver(BlobId blobId, SliverPairIndex pair, Axis axis) implements StorageRequest {}

    record PutSliver(BlobId blobId, SliverPairIndex pair, Axis axis, boolean pending)
            implements StorageRequest {}

    record SliverStatus(BlobId blobId, SliverPairIndex pair, Axis axis) implements StorageRequest {}

    record Confirm(BlobId blobId, BlobPersistence persistence, Optional<Duration> patience)
            implements StorageRequest {}

    record RecoverySymbols(BlobId blobId, SymbolRequest symbols) implements StorageRequest {}

    record DecodingSymbols(BlobId blobId, List<SliverIndex> targets, Axis targetAxis)
            implements StorageRequest {}

    record InconsistencyProof(BlobId blobId, Axis targetAxis) implements StorageRequest {}

    record BlobStatus(BlobId blobId) implements StorageRequest {}

    record Health(boolean detailed) implements StorageRequest {}

    record SyncShard(UncheckedBlsPublicKey requester) implements StorageRequest {}

    /// Reads the head of a request to a route.
    ///
    /// @param path the pieces of the path, which has the form of the route
    /// @throws BadRequestException if a parameter is missing or has another form
    /// @throws RefusedException if parameters do not fit together
    static StorageRequest parse(Route route, String[] path, RequestHead head)
            throws BadRequestException, RefusedException {
        List<String> values = route.parameters(path);
        QueryText query = QueryText.parse(head.query());
        return switch (route) {
            case API_DOCUMENT -> new ApiDocument(prefersPage(head));
            case HEALTH -> new Health(query.flag("detailed"));
            case SYNC_SHARD -> {
                UncheckedBlsPublicKey key = requester(head);
                checkBinary(head);
                yield new SyncShard(key);
            }
            default -> ofBlob(route, values, query, head);
        };
    }

    private static StorageRequest ofBlob(
            Route route, List<String> values, QueryText query, RequestHead head)
            throws BadRequestException, RefusedException {
        BlobId blobId = ParameterText.blobId(values.getFirst());
        return switch (route) {
            case GET_METADATA -> new GetMetadata(blobId);
            case PUT_METADATA -> {
                boolean pending = pending(query);
                checkBinary(head);
                yield new PutMetadata(blobId, pending);
            }
            case METADATA_STATUS -> new MetadataStatus(blobId);
            case GET_SLIVER -> new GetSliver(blobId, pair(values), sliverAxis(values));
            case PUT_SLIVER ->
                    new PutSliver(blobId, pair(values), sliverAxis(values), pending(query));
            case SLIVER_STATUS -> new SliverStatus(blobId, pair(values), sliverAxis(values));
            case CONFIRM_PERMANENT -> new Confirm(blobId, BlobPersistence.PERMANENT, wait(query));
            case CONFIRM_DELETABLE ->
                    new Confirm(
                            blobId,
                            new BlobPersistence.Deletable(ParameterText.objectId(values.get(1))),
                            wait(query));
            case RECOVERY_SYMBOLS -> new RecoverySymbols(blobId, symbols(query));
            case DECODING_SYMBOLS -> decodingSymbols(blobId, query);
            case INCONSISTENCY_PROOF -> {
                Axis axis = ParameterText.pathAxis(values.get(1));
                checkBinary(head);
                yield new InconsistencyProof(blobId, axis);
            }
            case BLOB_STATUS -> new BlobStatus(blobId);
            case API_DOCUMENT, HEALTH, SYNC_SHARD ->
                    throw new AssertionError(route + " is not of a blob");
        };
    }

    private static SliverPairIndex pair(List<String> values) throws BadRequestException {
        return new SliverPairIndex(ParameterText.pair(values.get(1)));
    }

    private static Axis sliverAxis(List<String> values) throws BadRequestException {
        return ParameterText.pathAxis(values.get(2));
    }

    private static boolean pending(QueryText query) throws BadRequestException {
        query.allowOnly(Set.of("pending"));
        return query.flag("pending");
    }

    private static Optional<Duration> wait(QueryText query) throws BadRequestException {
        boolean waits = query.flag("wait_for_registration");
        Optional<String> text = query.one("wait_millis");
        long millis = LONGEST_WAIT.toMillis();
        if (text.isPresent()) {
            millis =
                    ParameterText.u64(text.get(), LONGEST_WAIT.toMillis())
                            .orElseThrow(() -> QueryText.malformed("`wait_millis` is no number"));
        }
        return waits ? Optional.of(Duration.ofMillis(millis)) : Optional.empty();
    }

    private static Optional<Axis> axis(QueryText query, String name) throws BadRequestException {
        Optional<String> text = query.one(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Axis> axis = ParameterText.axis(text.get());
        if (axis.isEmpty()) {
            throw QueryText.malformed("`" + name + "` is neither `primary` nor `secondary`");
        }
        return axis;
    }

    private static SliverIndex sliverIndex(String name, String text) throws BadRequestException {
        return new SliverIndex(
                ParameterText.u16(text)
                        .orElseThrow(() ->
                                QueryText.malformed("`" + name + "` is no number up to 65535")));
    }

    private static SymbolRequest symbols(QueryText query)
            throws BadRequestException, RefusedException {
        Optional<Axis> proofAxis = axis(query, "proofAxis");
        Optional<Axis> targetType = axis(query, "targetType");
        Optional<String> targetSliver = query.one("targetSliver");
        Set<SymbolId> ids =
                new TreeSet<>(
                        Comparator.comparingInt((SymbolId id) -> id.primary().value())
                                .thenComparingInt(id -> id.secondary().value()));
        for (String text : query.all("id")) {
            try {
                ids.add(SymbolId.parse(text));
            } catch (WireFormatException e) {
                throw QueryText.malformed("`id` is no symbol ID such as 17-21");
            }
        }
        if (targetSliver.isEmpty() && targetType.isEmpty()) {
            return new SymbolRequest.ByIds(List.copyOf(ids), proofAxis);
        }
        Optional<SliverIndex> target = Optional.empty();
        if (targetSliver.isPresent()) {
            target = Optional.of(sliverIndex("targetSliver", targetSliver.get()));
        }
        if (target.isEmpty() || targetType.isEmpty() || !ids.isEmpty()) {
            throw new RefusedException(
                    ApiError.INVALID_FILTER,
                    "either symbol IDs, or a target sliver and its type, select symbols");
        }
        return new SymbolRequest.ForSliver(target.get(), targetType.get(), proofAxis);
    }

    private static DecodingSymbols decodingSymbols(BlobId blobId, QueryText query)
            throws BadRequestException {
        List<SliverIndex> targets = new ArrayList<>();
        for (String text : query.all("targetSlivers")) {
            targets.add(sliverIndex("targetSlivers", text));
        }
        Axis axis =
                axis(query, "targetType")
                        .orElseThrow(() -> QueryText.malformed("missing field `targetType`"));
        return new DecodingSymbols(blobId, List.copyOf(targets), axis);
    }

    /// A body in BCS says so or says nothing.
    private static void checkBinary(RequestHead head) throws RefusedException {
        Optional<String> type = head.header("content-type");
        if (type.isPresent() && !isBinary(type.get())) {
            throw new RefusedException(
                    ApiError.INVALID_CONTENT_TYPE,
                    "the content type of the body must be application/octet-stream");
        }
    }

    private static boolean isBinary(String contentType) {
        int end = contentType.indexOf(';');
        String type = end < 0 ? contentType : contentType.substring(0, end);
        return type.strip().toLowerCase(Locale.ROOT).equals("application/octet-stream");
    }

    private static UncheckedBlsPublicKey requester(RequestHead head) throws BadRequestException {
        String text =
                head.header("authorization")
                        .orElseThrow(() ->
                                new BadRequestException(
                                        401, "the authorization header is missing"));
        try {
            return UncheckedBlsPublicKey.parseBase64(text);
        } catch (WireFormatException e) {
            throw new BadRequestException("the authorization header is no public key in base64");
        }
    }

    /// Browsers name HTML first.
    private static boolean prefersPage(RequestHead head) {
        String accept = head.header("accept").orElse("").toLowerCase(Locale.ROOT);
        int page = accept.indexOf("text/html");
        int json = accept.indexOf("application/json");
        return page >= 0 && (json < 0 || page < json);
    }
}
