// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.core.EncodingConfig;
import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.core.QuorumRule;
import haulout.core.WireFormatException;
import haulout.testing.Vectors;
import haulout.wire.HashedAuthPackage;
import haulout.wire.RelayNonce;
import haulout.wire.RelayTip;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class LedgerRulesVectorTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> ratesConvertBothWays() {
        return Vectors.tests(
                "ledger/exchange_rate.json",
                item -> {
                    long wal = LedgerJson.u64(item.get("wal"));
                    long shares = LedgerJson.u64(item.get("shares"));
                    ObjectNode actual =
                            LedgerJson.outcome(() -> LedgerJson.rate(ExchangeRate.of(wal, shares)));
                    assertEquals(item.get("rate"), actual.get("ok"));
                    assertEquals(item.get("error"), actual.get("error"));
                    for (JsonNode one : item.path("convert")) {
                        checkConversion(ExchangeRate.of(wal, shares), one);
                    }
                });
    }

    private static void checkConversion(ExchangeRate rate, JsonNode one) {
        long amount = LedgerJson.u64(one.get("amount"));
        if (one.has("to_shares")) {
            LedgerJson.assertOutcome(
                    one.get("to_shares"),
                    "shares for " + amount,
                    () -> LedgerJson.amount(rate.toShares(amount)));
        }
        if (one.has("to_wal")) {
            LedgerJson.assertOutcome(
                    one.get("to_wal"),
                    "FROST for " + amount,
                    () -> LedgerJson.amount(rate.toWal(amount)));
        }
    }

    @TestFactory
    Stream<DynamicTest> theActiveSetKeepsTheContractsOrder() {
        return Vectors.tests(
                "ledger/active_set.json",
                item -> {
                    ActiveSet set =
                            ActiveSet.empty(
                                    item.get("max_size").intValue(),
                                    item.has("threshold")
                                            ? LedgerJson.u64(item.get("threshold"))
                                            : 0);
                    for (JsonNode step : item.get("steps")) {
                        NodeId node = LedgerJson.node(step.get("node"));
                        set = set.with(node, LedgerJson.u64(step.get("stake")));
                        ArrayNode order = JSON.createArrayNode();
                        set.entries()
                                .forEach(entry ->
                                        order.addArray()
                                                .add(entry.node().toString())
                                                .add(LedgerJson.text(entry.stake())));
                        assertEquals(step.get("order"), order);
                        assertEquals(step.get("inside").booleanValue(), set.contains(node));
                        assertEquals(LedgerJson.u64(step.get("total")), set.totalStake());
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> stakeIsTurnedIntoShards() {
        return Vectors.tests(
                "ledger/dhondt.json",
                item -> {
                    List<Long> stakes = new ArrayList<>();
                    item.get("stake").forEach(stake -> stakes.add(LedgerJson.u64(stake)));
                    int shardCount = item.get("n_shards").intValue();
                    if (item.get("cap").isInt()) {
                        assertEquals(
                                item.get("cap").intValue(),
                                Apportionment.cap(stakes.size(), shardCount));
                    }
                    LedgerJson.assertOutcome(
                            item.get("result"),
                            item.get("title").textValue(),
                            () -> {
                                ArrayNode shards = JSON.createArrayNode();
                                Apportionment.shards(stakes, shardCount).forEach(shards::add);
                                return shards;
                            });
                });
    }

    @TestFactory
    Stream<DynamicTest> aNodesShardsAreCapped() {
        return Vectors.tests(
                "ledger/dhondt.json",
                "cap_table",
                item ->
                        assertEquals(
                                item.get("cap").intValue(),
                                Apportionment.cap(
                                        item.get("n_nodes").intValue(),
                                        item.get("n_shards").intValue())));
    }

    @TestFactory
    Stream<DynamicTest> shardsMoveAsInTheContract() {
        return Vectors.tests(
                "ledger/committee_transition.json",
                item -> {
                    List<Seat> seats =
                            ShardAssignment.first(wanted(item.get("initial_assignment")));
                    assertEquals(item.get("initial"), seats(seats));
                    for (JsonNode step : item.get("transitions")) {
                        List<Seat> before = seats;
                        List<ShardAssignment.Wanted> counts = wanted(step.get("assignment"));
                        if (step.has("error")) {
                            JsonNode outcome =
                                    LedgerJson.outcome(
                                            () -> seats(ShardAssignment.next(before, counts)));
                            assertEquals(step.get("error"), outcome.get("error"));
                            continue;
                        }
                        seats = ShardAssignment.next(before, counts);
                        assertEquals(step.get("result"), seats(seats));
                        assertEquals(step.get("shards_moved").intValue(), moved(before, seats));
                    }
                });
    }

    private static List<ShardAssignment.Wanted> wanted(JsonNode list) {
        List<ShardAssignment.Wanted> wanted = new ArrayList<>();
        list.forEach(entry ->
                wanted.add(
                        new ShardAssignment.Wanted(
                                LedgerJson.node(entry.get(0)), entry.get(1).intValue())));
        return wanted;
    }

    private static JsonNode seats(List<Seat> seats) {
        ArrayNode list = JSON.createArrayNode();
        for (Seat seat : seats) {
            ArrayNode shards = list.addArray().add(seat.node().toString()).addArray();
            seat.shards().forEach(shards::add);
        }
        return list;
    }

    private static int moved(List<Seat> before, List<Seat> after) {
        Set<List<Object>> held = new HashSet<>();
        before.forEach(
                seat -> seat.shards().forEach(shard -> held.add(List.of(seat.node(), shard))));
        int moved = 0;
        for (Seat seat : after) {
            for (int shard : seat.shards()) {
                moved += held.contains(List.of(seat.node(), shard)) ? 0 : 1;
            }
        }
        return moved;
    }

    @TestFactory
    Stream<DynamicTest> votesSettlePriceAndCapacity() {
        return Vectors.tests(
                "ledger/votes.json",
                item -> {
                    QuorumRule rule = new QuorumRule(item.get("n_shards").intValue());
                    List<Votes.Vote> votes = new ArrayList<>();
                    item.get("votes")
                            .forEach(vote ->
                                    votes.add(
                                            new Votes.Vote(
                                                    LedgerJson.u64(vote.get(0)),
                                                    vote.get(1).intValue())));
                    assertEquals(
                            LedgerJson.u64(item.get("price_quorum_below")),
                            Votes.price(votes, rule));
                    assertEquals(
                            LedgerJson.u64(item.get("capacity_quorum_above")),
                            Votes.capacity(votes, rule));
                });
    }

    @TestFactory
    Stream<DynamicTest> aNodesCapacityIsScaledToTheNetwork() {
        return Vectors.tests(
                "ledger/votes.json",
                "capacity_votes",
                item ->
                        assertEquals(
                                LedgerJson.u64(item.get("vote")),
                                Votes.capacityVote(
                                        LedgerJson.u64(item.get("node_capacity")),
                                        item.get("n_shards").intValue(),
                                        item.get("weight").intValue())));
    }

    @TestFactory
    Stream<DynamicTest> quorumsAreTheContracts() {
        return Vectors.tests(
                "ledger/votes.json",
                "thresholds",
                item -> {
                    QuorumRule rule = new QuorumRule(item.get("n_shards").intValue());
                    EncodingConfig config = new EncodingConfig(item.get("n_shards").intValue());
                    assertEquals(item.get("quorum_weight").intValue(), rule.quorumWeight());
                    assertEquals(item.get("one_correct_weight").intValue(), rule.validityWeight());
                    assertEquals(item.get("sdk_quorum_weight").intValue(), config.quorum());
                    assertEquals(item.get("sdk_validity_weight").intValue(), config.validity());
                });
    }

    @TestFactory
    Stream<DynamicTest> blobsAreMeasuredAndPriced() {
        return Vectors.tests(
                "ledger/encoding_price.json",
                item -> {
                    EncodingConfig config = new EncodingConfig(item.get("n_shards").intValue());
                    long bytes = LedgerJson.u64(item.get("unencoded"));
                    LedgerJson.assertOutcome(
                            item.get("encoded"),
                            "encoded size",
                            () -> LedgerJson.amount(StoragePricing.encodedBytes(bytes, config)));
                    if (item.get("encoded").has("ok")) {
                        checkQuotes(item, StoragePricing.encodedBytes(bytes, config));
                    }
                });
    }

    private static void checkQuotes(JsonNode item, long encoded) throws AbortException {
        assertEquals(item.get("units").asText(), LedgerJson.text(StoragePricing.units(encoded)));
        for (JsonNode quote : item.get("quotes")) {
            long storagePrice = LedgerJson.u64(quote.get("storage_price"));
            long perEpoch = StoragePricing.cost(encoded, storagePrice);
            assertEquals(
                    LedgerJson.u64(quote.get("storage_cost")),
                    U64.multiply(perEpoch, quote.get("epochs").longValue()));
            assertEquals(
                    LedgerJson.u64(quote.get("write_cost")),
                    StoragePricing.cost(encoded, LedgerJson.u64(quote.get("write_price"))));
        }
    }

    @TestFactory
    Stream<DynamicTest> incomeIsBurnedAndShared() {
        return Vectors.tests(
                "ledger/reward_split.json",
                item -> {
                    List<RewardSplit.Claim> claims = new ArrayList<>();
                    for (JsonNode weight : item.get("weights")) {
                        JsonNode denied =
                                item.get("deny_list_sizes").path(weight.get(0).textValue());
                        claims.add(
                                new RewardSplit.Claim(
                                        weight.get(1).intValue(),
                                        denied.isTextual() ? LedgerJson.u64(denied) : 0));
                    }
                    RewardSplit split =
                            RewardSplit.of(
                                    LedgerJson.u64(item.get("ring_entry")),
                                    3,
                                    LedgerJson.u64(item.get("used_capacity")),
                                    claims);
                    assertEquals(LedgerJson.u64(item.get("burned")), split.burned());
                    assertEquals(LedgerJson.u64(item.get("distributable")), split.distributable());
                    List<Long> rewards = new ArrayList<>();
                    item.get("rewards").forEach(one -> rewards.add(LedgerJson.u64(one.get(1))));
                    assertEquals(rewards, split.rewards());
                    assertEquals(
                            LedgerJson.u64(item.get("leftover_to_new_epoch")), split.leftover());
                });
    }

    @TestFactory
    Stream<DynamicTest> theOperatorsPartIsCut() {
        return Vectors.tests(
                "ledger/reward_split.json",
                "commission",
                item -> {
                    PoolRules rules =
                            new PoolRules(PoolRules.Schedule.LATEST, PoolRules.Guards.OFF);
                    StakedWal stake =
                            StakedWal.of(
                                    LedgerJson.node(
                                            JsonNodeFactory.instance.textNode(
                                                    "0x" + "1".repeat(64))),
                                    StakedWal.MIN_PRINCIPAL,
                                    1);
                    StakingPool pool =
                            StakingPool.open(0, 0, item.get("bps").intValue())
                                    .stake(stake)
                                    .advance(1, 0, rules)
                                    .advance(2, LedgerJson.u64(item.get("rewards")), rules);
                    assertEquals(LedgerJson.u64(item.get("commission")), pool.commission());
                    assertEquals(LedgerJson.u64(item.get("to_stakers")), pool.rewardsPool());
                });
    }

    @TestFactory
    Stream<DynamicTest> relaysAskForTheSameTip() {
        return Vectors.tests("ledger/relay_tips.json", LedgerRulesVectorTest::checkTip);
    }

    private static void checkTip(JsonNode item) throws AbortException {
        List<Long> params = new ArrayList<>();
        item.get("params").forEach(one -> params.add(LedgerJson.u64(one)));
        RelayTip.Amount amount =
                item.get("kind").textValue().equals("const")
                        ? new RelayTip.Constant(params.getFirst())
                        : new RelayTip.Linear(params.getFirst(), params.getLast());
        EncodingConfig config = new EncodingConfig(item.get("n_shards").intValue());
        long encoded = StoragePricing.encodedBytes(LedgerJson.u64(item.get("unencoded")), config);
        assertEquals(LedgerJson.u64(item.get("encoded")), encoded);
        assertEquals(LedgerJson.u64(item.get("encoded_kib_ceil")), Math.ceilDiv(encoded, 1024L));
        assertEquals(
                LedgerJson.u64(item.get("tip_mist")),
                amount.forEncodedBytes(encoded).orElseThrow());
    }

    @Test
    void aTipIsTiedToItsUpload() throws WireFormatException {
        JsonNode file = Vectors.read("ledger/relay_auth.json");
        RelayNonce nonce = new RelayNonce(Hash32.of(Vectors.hex(file.get("nonce_hex"))));
        assertEquals(file.get("nonce_query_value").textValue(), nonce.toText());
        byte[] blob = Vectors.hex(file.get("blob_hex"));
        HashedAuthPackage made = HashedAuthPackage.of(blob, nonce);
        assertEquals(file.get("package_hex").textValue(), Vectors.hex(made.toBytes()));
        assertEquals(made, HashedAuthPackage.decode(Vectors.hex(file.get("package_hex"))));
    }
}
