// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.core.Base64Text;
import haulout.core.BlobId;
import haulout.core.ObjectId;
import haulout.core.WireFormatException;
import haulout.http.server.Answer;
import haulout.http.server.RequestHead;
import haulout.redstuff.ConsistencyCheck;
import haulout.wire.WireJson;
import haulout.wire.quilt.QuiltIdentifier;
import haulout.wire.quilt.QuiltPatch;
import haulout.wire.quilt.QuiltPatchId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the aggregator does, one method for each route.
///
/// Threads: any. Source: walrus-protocol section 7.1.
final class AggregatorRoutes {
    private static final String STRICT = "strict_consistency_check";
    private static final String SKIP = "skip_consistency_check";
    private static final Set<String> CHECKS = Set.of(STRICT, SKIP);
    private static final Set<String> PIECE = Set.of(STRICT, SKIP, "start", "length");
    private static final Set<String> LIST = Set.of(STRICT, SKIP, "ids");

    // 18 digits are more than any blob has bytes, and fit a long
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{1,18})-([0-9]{1,18})");

    /// Most blobs of one list; all of them go into one temporary file.
    private static final int MAX_LIST = 100;

    private static final int MAX_LIST_BYTES = 1 << 14;

    private final BlobReads reads;
    private final GatewayLedger ledger;

    AggregatorRoutes(BlobReads reads, GatewayLedger ledger) {
        this.reads = reads;
        this.ledger = ledger;
    }

    /// Longest body of a request.
    static int maxBodyBytes() {
        return MAX_LIST_BYTES;
    }

    private static BlobId blobId(String text) throws RefusalException {
        try {
            return BlobId.parse(text);
        } catch (WireFormatException e) {
            throw new RefusalException(
                    GatewayError.MALFORMED_REQUEST, "the path has no blob ID: " + e.getMessage());
        }
    }

    private static ConsistencyCheck check(Parameters parameters) throws RefusalException {
        boolean strict = parameters.flag(STRICT);
        boolean skip = parameters.flag(SKIP);
        if (strict && skip) {
            throw Parameters.malformed("a check cannot be strict and skipped");
        }
        if (strict) {
            return ConsistencyCheck.STRICT;
        }
        return skip ? ConsistencyCheck.SKIP : ConsistencyCheck.DEFAULT;
    }

    /// `GET /v1/blobs/{blob_id}`.
    Answer blob(RequestHead head, String id) throws IOException, InterruptedException {
        ConsistencyCheck check = check(Parameters.parse(head.query(), CHECKS));
        return blob(head, blobId(id), check);
    }

    private Answer blob(RequestHead head, BlobId blobId, ConsistencyCheck check)
            throws IOException, InterruptedException {
        String range = head.header("range").orElse("");
        if (!range.isEmpty()) {
            return range(head, blobId, range);
        }
        if (head.method().equals("HEAD")) {
            return BlobAnswers.of(
                    head, 200, blobId.toString(), BlobAnswers.onlySize(reads.size(blobId)));
        }
        BlobReads.Fetched fetched = reads.whole(blobId, check);
        return BlobAnswers.of(head, 200, blobId.toString(), body(fetched));
    }

    private static FileAnswer body(BlobReads.Fetched fetched) {
        return new FileAnswer(fetched.file(), fetched.bytes());
    }

    private Answer range(RequestHead head, BlobId blobId, String range)
            throws IOException, InterruptedException {
        Matcher matcher = RANGE.matcher(range);
        if (!matcher.matches()) {
            throw new RefusalException(
                    GatewayError.INVALID_BYTE_RANGE, "only bytes=FIRST-LAST is understood");
        }
        long first = Long.parseLong(String.valueOf(matcher.group(1)));
        long last = Long.parseLong(String.valueOf(matcher.group(2)));
        BlobReads.Piece piece = reads.piece(blobId, first, last, GatewayError.INVALID_BYTE_RANGE);
        return BlobAnswers.of(head, 206, blobId.toString(), body(piece.content()))
                .with("content-range", "bytes " + first + "-" + last + "/" + piece.total());
    }

    /// `GET /v1/blobs/{blob_id}/byte-range`.
    Answer byteRange(RequestHead head, String id) throws IOException, InterruptedException {
        Parameters parameters = Parameters.parse(head.query(), PIECE);
        check(parameters);
        BlobId blobId = blobId(id);
        long start = parameters.number("start", Long.MAX_VALUE / 4).orElse(-1L);
        long length = parameters.number("length", Long.MAX_VALUE / 4).orElse(-1L);
        if (start < 0 || length < 1) {
            throw new RefusalException(
                    GatewayError.INVALID_QUERY_RANGE,
                    "`start` and `length` are needed, and a length of 1 at least");
        }
        BlobReads.Piece piece =
                reads.piece(blobId, start, start + length - 1, GatewayError.INVALID_QUERY_RANGE);
        return BlobAnswers.of(
                head, 200, blobId + "-" + start + "-" + length, body(piece.content()));
    }

    /// `GET /v1/blobs/by-object-id/{object_id}`.
    Answer byObject(RequestHead head, String id) throws IOException, InterruptedException {
        ConsistencyCheck check = check(Parameters.parse(head.query(), CHECKS));
        ObjectId object;
        try {
            object = ObjectId.parse(id);
        } catch (WireFormatException e) {
            throw new RefusalException(
                    GatewayError.MALFORMED_REQUEST, "the path has no object ID: " + e.getMessage());
        }
        GatewayLedger.BlobObject known =
                ledger.object(object)
                        .orElseThrow(() ->
                                new RefusalException(
                                        GatewayError.OBJECT_ID_RESOLUTION_FAILED,
                                        "the ledger has no blob object " + object));
        return BlobAnswers.with(blob(head, known.blobId(), check), known.attributes());
    }

    /// `GET /v1/blobs/by-quilt-patch-id/{patch_id}`.
    Answer byPatch(RequestHead head, String id) throws IOException, InterruptedException {
        check(Parameters.parse(head.query(), CHECKS));
        QuiltPatchId patch;
        try {
            patch = QuiltPatchId.parse(id);
        } catch (WireFormatException e) {
            throw new RefusalException(
                    GatewayError.MALFORMED_REQUEST,
                    "the path has no quilt patch ID: " + e.getMessage());
        }
        return patch(head, patch.quiltId(), reads.patch(patch));
    }

    /// `GET /v1/blobs/by-quilt-id/{quilt_id}/{identifier}`.
    Answer byName(RequestHead head, String id, String name)
            throws IOException, InterruptedException {
        check(Parameters.parse(head.query(), CHECKS));
        BlobId quiltId = blobId(id);
        QuiltIdentifier identifier;
        try {
            identifier = QuiltIdentifier.parse(name);
        } catch (WireFormatException e) {
            throw new RefusalException(
                    GatewayError.QUILT_PATCH_NOT_FOUND, "no file can have this name");
        }
        return patch(head, quiltId, reads.patch(quiltId, identifier));
    }

    private static Answer patch(RequestHead head, BlobId quiltId, BlobReads.Patch patch) {
        Answer answer = BlobAnswers.of(head, 200, quiltId.toString(), body(patch.content()));
        String name = patch.header().identifier().text();
        if (BlobAnswers.canBeHeader(name)) {
            answer = answer.with("x-quilt-patch-identifier", name);
        }
        return BlobAnswers.with(answer, patch.header().tags());
    }

    /// `GET /v1/quilts/{quilt_id}/patches`.
    Answer patches(RequestHead head, String id) throws IOException, InterruptedException {
        check(Parameters.parse(head.query(), CHECKS));
        BlobId quiltId = blobId(id);
        ArrayNode list = WireJson.object().arrayNode();
        for (QuiltPatch patch : reads.patches(quiltId)) {
            ObjectNode entry = list.addObject();
            entry.put("identifier", patch.identifier().text());
            entry.put("patch_id", QuiltPatchId.of(quiltId, patch).toString());
            ObjectNode tags = entry.putObject("tags");
            patch.tags().forEach(tags::put);
        }
        return Answer.bytes(200, "application/json", WireJson.write(list));
    }

    /// `GET /v1alpha/blobs/{blob_id}/stream`.
    Answer stream(RequestHead head, String id) throws IOException, InterruptedException {
        ConsistencyCheck check = check(Parameters.parse(head.query(), CHECKS));
        try {
            return blob(head, blobId(id), check).with("x-walrus-streaming", "true");
        } catch (RefusalException e) {
            if (e.error() == GatewayError.BLOB_UNAVAILABLE) {
                throw new RefusalException(
                        GatewayError.SLIVER_RETRIEVAL_FAILED, String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    /// `GET` or `POST /v1alpha/blobs/concat`.
    Answer concat(RequestHead head, byte[] body) throws IOException, InterruptedException {
        Parameters parameters = Parameters.parse(head.query(), LIST);
        ConsistencyCheck check = check(parameters);
        List<String> texts =
                head.method().equals("POST")
                        ? posted(body)
                        : Arrays.asList(parameters.text("ids").orElse("").split(",", -1));
        List<BlobId> ids = ids(texts);
        List<BlobReads.Fetched> parts = new ArrayList<>();
        boolean whole = false;
        try {
            for (BlobId id : ids) {
                parts.add(part(id, check));
            }
            whole = true;
        } finally {
            if (!whole) {
                for (BlobReads.Fetched part : parts) {
                    part.file().close();
                }
            }
        }
        return BlobAnswers.of(head, 200, tag(ids), new JoinedAnswer(parts));
    }

    private BlobReads.Fetched part(BlobId id, ConsistencyCheck check)
            throws IOException, InterruptedException {
        try {
            return reads.whole(id, check);
        } catch (RefusalException e) {
            throw new RefusalException(
                    GatewayError.BLOB_READ_FAILED, "blob " + id + ": " + e.getMessage());
        }
    }

    private static List<String> posted(byte[] body) throws RefusalException {
        try {
            JsonNode list = WireJson.parse("list of blobs", body, MAX_LIST_BYTES).path("ids");
            List<String> texts = new ArrayList<>();
            list.forEach(id -> texts.add(id.asText()));
            return texts;
        } catch (WireFormatException e) {
            throw new RefusalException(
                    GatewayError.MALFORMED_REQUEST, "the body is no JSON with `ids`");
        }
    }

    private static List<BlobId> ids(List<String> texts) throws RefusalException {
        if (texts.isEmpty() || texts.size() > MAX_LIST) {
            throw new RefusalException(
                    GatewayError.MALFORMED_REQUEST, "1 to " + MAX_LIST + " blob IDs are needed");
        }
        List<BlobId> ids = new ArrayList<>();
        for (String text : texts) {
            try {
                ids.add(BlobId.parse(text.strip()));
            } catch (WireFormatException e) {
                throw new RefusalException(
                        GatewayError.INVALID_ID_FORMAT, "one of the blob IDs is none");
            }
        }
        return ids;
    }

    private static String tag(List<BlobId> ids) {
        StringBuilder joined = new StringBuilder();
        ids.forEach(joined::append);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return Base64Text.urlSafe(
                    digest.digest(joined.toString().getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java machine has SHA-256", e);
        }
    }
}
