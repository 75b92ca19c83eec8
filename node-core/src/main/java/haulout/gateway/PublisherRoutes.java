// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.client.publish.PublishListener;
import haulout.client.publish.RegisteredBlob;
import haulout.client.publish.Registrar;
import haulout.client.publish.RegistrarException;
import haulout.client.publish.RegistrationRequest;
import haulout.client.publish.StoreOutcome;
import haulout.client.transfer.BlobTransfers;
import haulout.core.AccountAddress;
import haulout.core.EncodingConfig;
import haulout.core.WireFormatException;
import haulout.http.server.Answer;
import haulout.http.server.RequestHead;
import haulout.redstuff.BlobSource;
import haulout.redstuff.FileBlob;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.wire.MessageCertificate;
import haulout.wire.WireJson;
import haulout.wire.quilt.QuiltContent;
import haulout.wire.quilt.QuiltIdentifier;
import haulout.wire.quilt.QuiltImage;
import haulout.wire.quilt.QuiltItem;
import haulout.wire.quilt.QuiltLayout;
import haulout.wire.quilt.QuiltLayoutException;
import haulout.wire.quilt.QuiltPatch;
import haulout.wire.quilt.QuiltPatchId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the publisher does, one method for each route.
///
/// Threads: any. Source: walrus-protocol section 7.2.
final class PublisherRoutes {
    private static final Set<String> PARAMETERS =
            Set.of(
                    "epochs",
                    "permanent",
                    "deletable",
                    "force",
                    "encoding_type",
                    "reuse_resources",
                    "send_object_to",
                    "share");
    private static final Set<String> QUILT_PARAMETERS =
            Set.of(
                    "epochs",
                    "permanent",
                    "deletable",
                    "force",
                    "encoding_type",
                    "reuse_resources",
                    "send_object_to",
                    "share",
                    "quilt_version");

    /// The attribute by which a quilt is known.
    private static final Map<String, String> QUILT = Map.of("_walrusBlobType", "quilt");

    private static final String TAGS = "_metadata";

    /// Longest list of tags.
    private static final int MAX_TAGS_BYTES = 1 << 20;

    private static final long MAX_EPOCHS = 10_000;

    private final BlobTransfers transfers;
    private final GatewayLedger ledger;
    private final EncodingConfig config;

    PublisherRoutes(BlobTransfers transfers, GatewayLedger ledger, EncodingConfig config) {
        this.transfers = transfers;
        this.ledger = ledger;
        this.config = config;
    }

    private record Wish(RegistrationRequest.Options options, boolean force) {}

    private static Wish wish(RequestHead head, Set<String> allowed, Map<String, String> attributes)
            throws RefusalException {
        Parameters parameters = Parameters.parse(head.query(), allowed);
        boolean permanent = parameters.flag("permanent");
        if (permanent && parameters.flag("deletable")) {
            throw new RefusalException(
                    GatewayError.INVALID_BLOB_PERSISTENCE,
                    "a blob cannot be permanent and deletable");
        }
        long epochs = parameters.number("epochs", MAX_EPOCHS).orElse(1L);
        String encoding = parameters.text("encoding_type").orElse("RS2");
        if (epochs < 1 || !encoding.equals("RS2")) {
            throw Parameters.malformed("at least one epoch, and encoding RS2 only");
        }
        if (parameters.flag("share")) {
            throw Parameters.malformed("this network's ledger has no shared blobs");
        }
        if (!parameters.text("quilt_version").orElse("V1").equalsIgnoreCase("V1")) {
            throw Parameters.malformed("only quilts of version V1 are made");
        }
        parameters.flag("reuse_resources");
        Optional<AccountAddress> owner = Optional.empty();
        Optional<String> receiver = parameters.text("send_object_to");
        if (receiver.isPresent()) {
            try {
                owner = Optional.of(AccountAddress.parse(receiver.get()));
            } catch (WireFormatException e) {
                throw Parameters.malformed("`send_object_to` is no address");
            }
        }
        return new Wish(
                new RegistrationRequest.Options(epochs, !permanent, owner, attributes),
                parameters.flag("force"));
    }

    /// `PUT /v1/blobs`.
    Answer blob(RequestHead head, Path body) throws IOException, InterruptedException {
        Wish wish = wish(head, PARAMETERS, Map.of());
        try (FileBlob blob = FileBlob.open(body)) {
            Stored stored = store(wish, blob);
            return json(stored.status(), stored.json());
        }
    }

    private static Answer json(int status, ObjectNode json) {
        return Answer.bytes(status, "application/json", WireJson.write(json));
    }

    private record Stored(int status, ObjectNode json, VerifiedBlobMetadata metadata) {}

    private Stored store(Wish wish, BlobSource blob) throws IOException, InterruptedException {
        GatewayLedger.Sale sale = ledger.sale();
        Unless unless = new Unless(sale, wish);
        StoreOutcome outcome =
                transfers.store(unless, blob, wish.options(), PublishListener.NONE, () -> {});
        VerifiedBlobMetadata metadata = outcome.metadata();
        return switch (outcome) {
            case StoreOutcome.Certified done ->
                    new Stored(200, created(done, sale, wish), metadata);
            case StoreOutcome.TooFewConfirmations(var _, var _, var tally) ->
                    throw new RefusalException(
                            GatewayError.INSUFFICIENT_CONFIRMATIONS,
                            "nodes with "
                                    + tally.reachableShards()
                                    + " shards answered, "
                                    + tally.neededShards()
                                    + " of "
                                    + tally.totalShards()
                                    + " are needed");
            case StoreOutcome.NotRegistered(var _, var cause) -> {
                if (unless.there.isPresent()) {
                    yield new Stored(200, certified(unless.there.get()), metadata);
                }
                yield new Stored(500, failed(metadata, "register", cause), metadata);
            }
            case StoreOutcome.NotCertified(var _, var _, var _, var cause) ->
                    new Stored(500, failed(metadata, "certify", cause), metadata);
        };
    }

    /// Registers, unless the blob is there already for as long as it is wanted.
    private final class Unless implements Registrar {
        private final GatewayLedger.Sale sale;
        private final Wish wish;
        private Optional<GatewayLedger.BlobObject> there = Optional.empty();

        Unless(GatewayLedger.Sale sale, Wish wish) {
            this.sale = sale;
            this.wish = wish;
        }

        @Override
        public RegisteredBlob register(RegistrationRequest request)
                throws RegistrarException, InterruptedException {
            if (!wish.force()) {
                there =
                        ledger.certified(
                                request.metadata().blobId(),
                                ledger.epoch() + wish.options().epochs());
                if (there.isPresent()) {
                    throw new RegistrarException(
                            RegistrarException.Kind.REFUSED, "it is there already");
                }
            }
            return sale.register(request);
        }

        @Override
        public void certify(
                RegisteredBlob registered,
                VerifiedBlobMetadata metadata,
                MessageCertificate certificate)
                throws RegistrarException, InterruptedException {
            sale.certify(registered, metadata, certificate);
        }
    }

    private ObjectNode created(StoreOutcome.Certified done, GatewayLedger.Sale sale, Wish wish)
            throws RefusalException {
        GatewayLedger.BlobObject object =
                ledger.object(done.registered().object())
                        .orElseThrow(() ->
                                new RefusalException(
                                        GatewayError.INTERNAL_ERROR,
                                        "the blob object is gone already"));
        ObjectNode json = WireJson.object();
        ObjectNode created = json.putObject("newlyCreated");
        ObjectNode blob = created.putObject("blobObject");
        blob.put("id", object.id().toString());
        blob.put("registeredEpoch", object.registeredEpoch());
        blob.put("blobId", object.blobId().toString());
        blob.put("size", object.bytes());
        blob.put("encodingType", "RS2");
        object.certifiedEpoch()
                .ifPresentOrElse(
                        epoch -> blob.put("certifiedEpoch", epoch),
                        () -> blob.putNull("certifiedEpoch"));
        ObjectNode storage = blob.putObject("storage");
        storage.put("id", object.space().toString());
        storage.put("startEpoch", object.startEpoch());
        storage.put("endEpoch", object.endEpoch());
        storage.put("storageSize", object.storageBytes());
        blob.put("deletable", object.isDeletable());
        created.putObject("resourceOperation")
                .putObject("registerFromScratch")
                .put("encodedLength", config.encodedBytes(object.bytes()))
                .put("epochsAhead", wish.options().epochs());
        created.put("cost", sale.paid());
        return json;
    }

    private static ObjectNode certified(GatewayLedger.BlobObject there) {
        ObjectNode json = WireJson.object();
        json.putObject("alreadyCertified")
                .put("blobId", there.blobId().toString())
                .put("object", there.id().toString())
                .put("endEpoch", there.endEpoch());
        return json;
    }

    private static ObjectNode failed(
            VerifiedBlobMetadata metadata, String phase, RegistrarException cause) {
        ObjectNode json = WireJson.object();
        json.putObject("error")
                .put("blobId", metadata.blobId().toString())
                .put("failurePhase", phase)
                .put("errorMsg", cause.what());
        return json;
    }

    /// `PUT /v1/quilts`.
    Answer quilt(RequestHead head, Path body) throws IOException, InterruptedException {
        Wish wish = wish(head, QUILT_PARAMETERS, QUILT);
        List<FormParts.Part> parts = FormParts.of(body, head.header("content-type").orElse(""));
        try (FileBlob file = FileBlob.open(body)) {
            Map<String, Map<String, String>> tags = tags(file, parts);
            Map<QuiltIdentifier, QuiltContent> contents = new HashMap<>();
            List<QuiltItem> items = new ArrayList<>();
            for (FormParts.Part part : parts) {
                if (!part.name().equals(TAGS)) {
                    QuiltItem item = item(part, tags.getOrDefault(part.name(), Map.of()));
                    items.add(item);
                    contents.put(
                            item.identifier(),
                            (position, target, offset, length) ->
                                    file.read(part.start() + position, target, offset, length));
                }
            }
            QuiltImage image = image(items, contents);
            Stored stored = store(wish, source(image));
            ObjectNode json = WireJson.object();
            json.set("blobStoreResult", stored.json());
            list(json.putArray("storedQuiltBlobs"), image.layout(), stored.metadata());
            return json(stored.status(), json);
        }
    }

    private static QuiltItem item(FormParts.Part part, Map<String, String> tags)
            throws RefusalException {
        try {
            return new QuiltItem(QuiltIdentifier.parse(part.name()), tags, part.length());
        } catch (WireFormatException | IllegalArgumentException e) {
            throw new RefusalException(
                    GatewayError.MALFORMED_REQUEST,
                    "a part cannot be a file of a quilt: " + e.getMessage());
        }
    }

    private QuiltImage image(List<QuiltItem> items, Map<QuiltIdentifier, QuiltContent> contents)
            throws RefusalException {
        try {
            return QuiltImage.of(QuiltLayout.of(config, items), contents);
        } catch (QuiltLayoutException e) {
            throw new RefusalException(
                    GatewayError.MALFORMED_REQUEST, "the files make no quilt: " + e.getMessage());
        }
    }

    private static BlobSource source(QuiltImage image) {
        return new BlobSource() {
            @Override
            public long length() {
                return image.quiltBytes();
            }

            @Override
            public void read(long position, byte[] target, int offset, int count)
                    throws IOException {
                image.read(position, target, offset, count);
            }
        };
    }

    private static void list(ArrayNode list, QuiltLayout layout, VerifiedBlobMetadata metadata) {
        for (QuiltPatch patch : layout.index().patches()) {
            ObjectNode entry = list.addObject();
            entry.put("identifier", patch.identifier().text());
            entry.put("quiltPatchId", QuiltPatchId.of(metadata.blobId(), patch).toString());
            entry.putArray("range").add(patch.startColumn()).add(patch.endColumn());
        }
    }

    private static Map<String, Map<String, String>> tags(FileBlob file, List<FormParts.Part> parts)
            throws IOException {
        Map<String, Map<String, String>> tags = new HashMap<>();
        for (FormParts.Part part : parts) {
            if (part.name().equals(TAGS)) {
                if (part.length() > MAX_TAGS_BYTES) {
                    throw new RefusalException(
                            GatewayError.MALFORMED_REQUEST,
                            TAGS + " has more than " + MAX_TAGS_BYTES + " bytes");
                }
                byte[] bytes = new byte[(int) part.length()];
                file.read(part.start(), bytes, 0, bytes.length);
                read(bytes, tags);
            }
        }
        return tags;
    }

    private static void read(byte[] bytes, Map<String, Map<String, String>> tags)
            throws RefusalException {
        try {
            for (JsonNode entry : WireJson.parse(TAGS, bytes, MAX_TAGS_BYTES)) {
                Map<String, String> own = new HashMap<>();
                for (Map.Entry<String, JsonNode> tag : entry.path("tags").properties()) {
                    JsonNode value = tag.getValue();
                    own.put(tag.getKey(), value.isTextual() ? value.textValue() : value.toString());
                }
                tags.put(WireJson.text(entry, "identifier"), own);
            }
        } catch (WireFormatException e) {
            throw new RefusalException(
                    GatewayError.MALFORMED_REQUEST, TAGS + " is no list of tags");
        }
    }
}
