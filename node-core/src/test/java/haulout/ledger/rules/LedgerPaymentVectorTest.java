// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.core.EncodingConfig;
import haulout.testing.Vectors;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class LedgerPaymentVectorTest {
    private static final long RICH = Long.MAX_VALUE;

    @TestFactory
    Stream<DynamicTest> paymentsLandInTheirEpochs() {
        return Vectors.tests(
                "ledger/payment_spread.json",
                item -> {
                    Books books = new Books(item);
                    for (JsonNode step : item.get("steps")) {
                        books.check(step);
                    }
                });
    }

    private static final class Books {
        private final EncodingConfig config;
        private StorageBooks books;
        private Map<String, StorageSpace> spaces = new HashMap<>();
        private Map<String, BlobTerm> blobs = new HashMap<>();

        private Books(JsonNode item) {
            config = new EncodingConfig(item.get("n_shards").intValue());
            books = StorageBooks.empty(item.get("ring_length").intValue());
            books =
                    new StorageBooks(
                            0,
                            books.accounts(),
                            LedgerJson.u64(item.get("capacity")),
                            LedgerJson.u64(item.get("storage_price")),
                            LedgerJson.u64(item.get("write_price")));
        }

        private void check(JsonNode step) {
            StorageBooks booksBefore = books;
            Map<String, StorageSpace> spacesBefore = new HashMap<>(spaces);
            Map<String, BlobTerm> blobsBefore = new HashMap<>(blobs);
            ObjectNode outcome = LedgerJson.outcome(() -> run(step));
            if (outcome.has("error")) {
                books = booksBefore;
                spaces = spacesBefore;
                blobs = blobsBefore;
            }
            if (step.has("result")) {
                LedgerJson.assertSame(step.get("result"), outcome, step.toString());
            }
            LedgerJson.assertSame(step.get("ring"), ring(), step.toString());
        }

        private JsonNode run(JsonNode step) throws AbortException {
            return switch (step.get("op").textValue()) {
                case "reserve" -> reserve(step);
                case "reserve_range" -> reserveRange(step);
                case "register" -> register(step);
                case "certify" -> {
                    String name = name(step, "blob");
                    blobs.put(name, blobs.get(name).certify(books.epoch()));
                    yield JsonNodeFactory.instance.nullNode();
                }
                case "extend" -> extend(step);
                case "delete" -> delete(step);
                case "price" -> {
                    books =
                            books.withPrices(
                                    LedgerJson.u64(step.get("storage_price")),
                                    LedgerJson.u64(step.get("write_price")));
                    yield JsonNodeFactory.instance.nullNode();
                }
                case "pop" -> pop(step);
                default -> throw new AssertionError("operation " + step.get("op"));
            };
        }

        private JsonNode reserve(JsonNode step) throws AbortException {
            long bytes = LedgerJson.u64(step.get("size"));
            long count = step.get("epochs_ahead").longValue();
            var purchase = books.reserve(bytes, count, RICH);
            books = purchase.books();
            spaces.put(
                    name(step, "storage"),
                    new StorageSpace(books.epoch(), books.epoch() + count, bytes));
            return LedgerJson.object()
                    .put("paid", LedgerJson.text(purchase.paid()))
                    .put("per_epoch", LedgerJson.text(purchase.paid() / count));
        }

        private JsonNode reserveRange(JsonNode step) throws AbortException {
            long bytes = LedgerJson.u64(step.get("size"));
            long start = step.get("start_epoch").longValue();
            long end = step.get("end_epoch").longValue();
            var purchase = books.reserveRange(bytes, start, end, RICH);
            books = purchase.books();
            StorageSpace space = new StorageSpace(Math.max(start, books.epoch()), end, bytes);
            spaces.put(name(step, "storage"), space);
            return LedgerJson.object()
                    .put("paid", LedgerJson.text(purchase.paid()))
                    .put("start", space.startEpoch())
                    .put("end", end);
        }

        private JsonNode register(JsonNode step) throws AbortException {
            long bytes = LedgerJson.u64(step.get("unencoded"));
            BlobTerm term =
                    BlobTerm.register(
                            spaces.get(name(step, "storage")),
                            bytes,
                            BlobTerm.RS2,
                            BlobTerm.Deletion.of(step.get("deletable").booleanValue()),
                            books.epoch(),
                            config);
            long encoded = StoragePricing.encodedBytes(bytes, config);
            var purchase = books.write(encoded, RICH);
            books = purchase.books();
            spaces.remove(name(step, "storage"));
            blobs.put(name(step, "blob"), term);
            return LedgerJson.object()
                    .put("write_fee", LedgerJson.text(purchase.paid()))
                    .put("encoded", LedgerJson.text(encoded));
        }

        private JsonNode extend(JsonNode step) throws AbortException {
            BlobTerm term = blobs.get(name(step, "blob"));
            long count = step.get("epochs").longValue();
            term.requireExtendable(books.epoch());
            var purchase = books.extend(term.space().bytes(), term.space().endEpoch(), count, RICH);
            books = purchase.books();
            blobs.put(name(step, "blob"), term.extend(count));
            return LedgerJson.object()
                    .put("paid", LedgerJson.text(purchase.paid()))
                    .put("end", term.space().endEpoch() + count);
        }

        private JsonNode delete(JsonNode step) throws AbortException {
            StorageSpace space = blobs.get(name(step, "blob")).delete(books.epoch());
            blobs.remove(name(step, "blob"));
            spaces.put(name(step, "storage"), space);
            return LedgerJson.object()
                    .put("start", space.startEpoch())
                    .put("end", space.endEpoch())
                    .put("size", LedgerJson.text(space.bytes()));
        }

        private JsonNode pop(JsonNode step) {
            assertEquals(
                    LedgerJson.u64(step.get("popped_rewards")),
                    books.accounts().getFirst().rewards());
            books = books.nextEpoch(LedgerJson.u64(step.get("new_capacity_param")));
            assertEquals(step.get("epoch").longValue(), books.epoch());
            assertEquals(LedgerJson.u64(step.get("capacity")), books.totalCapacity());
            assertEquals(LedgerJson.u64(step.get("used")), books.usedCapacity());
            return JsonNodeFactory.instance.nullNode();
        }

        private JsonNode ring() {
            ObjectNode json = LedgerJson.object();
            json.put("current_index", books.epoch() % books.maxEpochsAhead());
            ArrayNode entries = json.putArray("entries");
            for (int offset = 0; offset < books.maxEpochsAhead(); offset++) {
                StorageBooks.Account account = books.accounts().get(offset);
                entries.addObject()
                        .put("offset", offset)
                        .put("epoch", books.epoch() + offset)
                        .put("used", LedgerJson.text(account.usedCapacity()))
                        .put("rewards", LedgerJson.text(account.rewards()));
            }
            return json;
        }

        private static String name(JsonNode step, String field) {
            return step.get(field).textValue();
        }
    }
}
