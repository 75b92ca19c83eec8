// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import haulout.core.Epoch;
import haulout.core.EventId;
import haulout.core.Hash32;
import haulout.core.WireFormatException;
import java.util.Objects;
import java.util.Optional;

/// What a node says the ledger says of a blob. Nodes that have seen the same events must give the
/// same JSON text, because clients count equal texts.
public sealed interface BlobStatus {
    /// Live deletable objects of the blob, those of storage pools among them.
    ///
    /// @param total all
    /// @param certified those that are certified
    record DeletableCounts(long total, long certified) {
        public DeletableCounts {
            if (certified < 0 || total < certified) {
                throw new IllegalArgumentException(certified + " certified of " + total);
            }
        }
    }

    /// No live object of the blob is known.
    record Nonexistent() implements BlobStatus {}

    /// The blob was proved to be encoded wrongly.
    ///
    /// @param event what said so
    record Invalid(EventId event) implements BlobStatus {
        public Invalid {
            Objects.requireNonNull(event);
        }
    }

    /// The blob stays until its end.
    ///
    /// @param endEpoch first epoch in which it is gone
    /// @param isCertified whether a permanent object is certified
    /// @param event what made it so
    /// @param counts deletable objects beside it
    /// @param initialCertifiedEpoch since when it is certified, empty if not
    record Permanent(
            Epoch endEpoch,
            boolean isCertified,
            EventId event,
            DeletableCounts counts,
            Optional<Epoch> initialCertifiedEpoch)
            implements BlobStatus {
        public Permanent {
            Objects.requireNonNull(endEpoch);
            Objects.requireNonNull(event);
            Objects.requireNonNull(counts);
            Objects.requireNonNull(initialCertifiedEpoch);
        }
    }

    /// Only deletable objects of the blob live.
    record Deletable(DeletableCounts counts, Optional<Epoch> initialCertifiedEpoch)
            implements BlobStatus {
        public Deletable {
            Objects.requireNonNull(counts);
            Objects.requireNonNull(initialCertifiedEpoch);
        }
    }

    /// The JSON value, which goes into an [ApiAnswer.Success].
    default JsonNode toJson() {
        return switch (this) {
            case Nonexistent() -> TextNode.valueOf("nonexistent");
            case Invalid(EventId event) -> {
                ObjectNode json = WireJson.object();
                json.putObject("invalid").set("event", eventJson(event));
                yield json;
            }
            case Permanent status -> {
                ObjectNode json = WireJson.object();
                ObjectNode body = json.putObject("permanent");
                body.put("endEpoch", status.endEpoch().value());
                body.put("isCertified", status.isCertified());
                body.set("statusEvent", eventJson(status.event()));
                putCounts(body, status.counts(), status.initialCertifiedEpoch());
                yield json;
            }
            case Deletable(DeletableCounts counts, Optional<Epoch> since) -> {
                ObjectNode json = WireJson.object();
                ObjectNode body = json.putObject("deletable");
                // because this variant has the epoch in front
                putEpoch(body, since);
                putCounts(body, counts);
                yield json;
            }
        };
    }

    /// Reads the JSON value. Unknown fields are ignored.
    ///
    /// @throws WireFormatException if it is no such status
    static BlobStatus ofJson(JsonNode json) throws WireFormatException {
        if (json.isTextual() && json.textValue().equals("nonexistent")) {
            return new Nonexistent();
        }
        if (json.has("invalid")) {
            return new Invalid(event(WireJson.object(json, "invalid"), "event"));
        }
        if (json.has("permanent")) {
            JsonNode body = WireJson.object(json, "permanent");
            JsonNode certified = WireJson.field(body, "isCertified");
            if (!certified.isBoolean()) {
                throw new WireFormatException(
                        "field isCertified", 0, "true or false", "" + certified.getNodeType());
            }
            return new Permanent(
                    new Epoch(WireJson.number(body, "endEpoch", Epoch.MAX_VALUE)),
                    certified.booleanValue(),
                    event(body, "statusEvent"),
                    counts(body),
                    sinceEpoch(body));
        }
        JsonNode body = WireJson.object(json, "deletable");
        return new Deletable(counts(body), sinceEpoch(body));
    }

    private static DeletableCounts counts(JsonNode body) throws WireFormatException {
        JsonNode counts = WireJson.object(body, "deletableCounts");
        long total = WireJson.number(counts, "count_deletable_total", Long.MAX_VALUE);
        return new DeletableCounts(
                total, WireJson.number(counts, "count_deletable_certified", total));
    }

    private static Optional<Epoch> sinceEpoch(JsonNode body) throws WireFormatException {
        JsonNode epoch = body.get("initialCertifiedEpoch");
        if (epoch == null || epoch.isNull()) {
            return Optional.empty();
        }
        return Optional.of(
                new Epoch(WireJson.number(body, "initialCertifiedEpoch", Epoch.MAX_VALUE)));
    }

    private static EventId event(JsonNode parent, String name) throws WireFormatException {
        JsonNode json = WireJson.object(parent, name);
        Hash32 transaction =
                Hash32.of(
                        Base58Text.decode(
                                "txDigest", WireJson.text(json, "txDigest"), Hash32.BYTES));
        String sequence = WireJson.text(json, "eventSeq");
        // 18 digits always fit into 63 bits, and no transaction has as many events
        if (!sequence.matches("0|[1-9][0-9]{0,17}")) {
            throw new WireFormatException(
                    "field eventSeq", 0, "up to 18 decimal digits", "other text");
        }
        return new EventId(transaction, Long.parseLong(sequence));
    }

    private static void putCounts(
            ObjectNode body, DeletableCounts counts, Optional<Epoch> initialCertifiedEpoch) {
        putCounts(body, counts);
        putEpoch(body, initialCertifiedEpoch);
    }

    private static void putCounts(ObjectNode body, DeletableCounts counts) {
        body.putObject("deletableCounts")
                .put("count_deletable_total", counts.total())
                .put("count_deletable_certified", counts.certified());
    }

    private static void putEpoch(ObjectNode body, Optional<Epoch> epoch) {
        if (epoch.isPresent()) {
            body.put("initialCertifiedEpoch", epoch.get().value());
        } else {
            body.putNull("initialCertifiedEpoch");
        }
    }

    private static ObjectNode eventJson(EventId event) {
        ObjectNode json = WireJson.object();
        json.put("txDigest", Base58Text.encode(event.transaction().toBytes()));
        json.put("eventSeq", Long.toString(event.sequence()));
        return json;
    }
}
