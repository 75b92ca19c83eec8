// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.core.WireFormatException;
import haulout.network.AccountView;
import haulout.network.EpochRewards;
import haulout.network.EpochView;
import haulout.network.LedgerDesk;
import haulout.network.Neighbourhood;
import haulout.network.PoolView;
import haulout.network.PriceView;
import haulout.network.StakeView;
import java.io.IOException;
import java.util.List;

/// The ledger as JSON, for commands of this computer. Amounts are in FROST, as numbers.
///
/// Threads: any.
final class LedgerApi {
    /// Epochs of rewards that are listed.
    private static final int REWARDS = 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final LedgerDesk ledger;
    private final Neighbourhood nodes;

    LedgerApi(LedgerDesk ledger, Neighbourhood nodes) {
        this.ledger = ledger;
        this.nodes = nodes;
    }

    /// Answers a question.
    ///
    /// @param what `epoch`, `nodes`, `account`, or `pool/` and a node's name or identity
    JsonNode get(String what) throws RequestRefusal {
        if (what.startsWith("pool/")) {
            return pool(find(what.substring("pool/".length())));
        }
        return switch (what) {
            case "epoch" -> epoch();
            case "nodes" -> pools();
            case "account" -> account();
            default -> throw new RequestRefusal(404, "the ledger knows nothing of this");
        };
    }

    /// Does something in the owner's name.
    ///
    /// @param what `stake`, `unstake`, `withdraw`, `collect` or `next-epoch`
    JsonNode post(String what, byte[] body) throws IOException, InterruptedException {
        ObjectNode done = JSON.createObjectNode();
        switch (what) {
            case "stake" -> {
                RequestFields fields = RequestFields.parse(body);
                NodeId node = find(fields.text("node", text -> text)).node();
                done.put(
                        "stake",
                        ledger.stake(node, fields.number("amount", Long.MAX_VALUE)).toString());
            }
            case "unstake" -> done.put("withdrawEpoch", ledger.unstake(stake(body)));
            case "withdraw" -> done.put("amount", ledger.withdraw(stake(body)));
            case "collect" -> {
                String node = RequestFields.parse(body).text("node", text -> text);
                done.put("amount", ledger.collect(find(node).node()));
            }
            case "next-epoch" -> {
                nodes.nextEpoch();
                done.put("epoch", ledger.epoch().epoch());
            }
            default -> throw new RequestRefusal(404, "the ledger does nothing of this kind");
        }
        return done;
    }

    private static ObjectId stake(byte[] body) throws IOException {
        return RequestFields.parse(body).text("stake", ObjectId::parse);
    }

    private PoolView find(String node) throws RequestRefusal {
        for (PoolView pool : ledger.pools()) {
            if (pool.name().equals(node) || isId(pool.node(), node)) {
                return pool;
            }
        }
        throw new RequestRefusal(404, "the ledger has no node of this name or identity");
    }

    private static boolean isId(NodeId id, String text) {
        try {
            return NodeId.parse(text).equals(id);
        } catch (WireFormatException e) {
            return false;
        }
    }

    private ObjectNode epoch() {
        EpochView epoch = ledger.epoch();
        ObjectNode json = JSON.createObjectNode();
        json.put("epoch", epoch.epoch()).put("phase", epoch.phase().name());
        epoch.selection().ifPresent(at -> json.put("selection", at.toString()));
        epoch.change().ifPresent(at -> json.put("change", at.toString()));
        json.put("lengthSeconds", epoch.length().toMillis() / 1000.0);
        json.put("reportedShards", epoch.reportedWeight());
        json.put("quorumShards", epoch.quorumWeight());
        PriceView prices = ledger.prices();
        json.put("storagePrice", prices.storage()).put("writePrice", prices.write());
        json.put("totalBytes", prices.totalBytes()).put("usedBytes", prices.usedBytes());
        json.put("income", prices.income());
        return json;
    }

    private ArrayNode pools() {
        ArrayNode list = JSON.createArrayNode();
        ledger.pools().forEach(pool -> list.add(summary(pool)));
        return list;
    }

    private static ObjectNode summary(PoolView pool) {
        return JSON.createObjectNode()
                .put("node", pool.node().toString())
                .put("name", pool.name())
                .put("operator", pool.operator().toString())
                .put("standing", pool.standing().name())
                .put("shards", pool.shards())
                .put("nextShards", pool.nextShards())
                .put("stake", pool.activeStake())
                .put("projectedStake", pool.projectedStake())
                .put("commissionBps", pool.commissionBps())
                .put("commission", pool.commission())
                .put("collectable", pool.collectable())
                .put("capacity", pool.capacity());
    }

    private ObjectNode pool(PoolView pool) {
        ObjectNode json = summary(pool);
        ArrayNode stakers = json.putArray("stakers");
        ledger.stakers(pool.node()).forEach(stake -> stakers.add(stake(stake)));
        ArrayNode rewards = json.putArray("rewards");
        for (EpochRewards epoch : ledger.rewards(REWARDS)) {
            epoch.of(pool.node())
                    .ifPresent(entry ->
                            rewards.addObject()
                                    .put("epoch", epoch.epoch())
                                    .put("reward", entry.reward())
                                    .put("commission", entry.commission()));
        }
        return json;
    }

    private static ObjectNode stake(StakeView stake) {
        return JSON.createObjectNode()
                .put("stake", stake.id().toString())
                .put("owner", stake.owner().toString())
                .put("node", stake.node().toString())
                .put("principal", stake.principal())
                .put("earned", stake.earned())
                .put("activationEpoch", stake.activationEpoch())
                .put("leavingEpoch", stake.leavingEpoch())
                .put("exit", stake.exit().name());
    }

    private ObjectNode account() {
        AccountView account = ledger.account();
        ObjectNode json = JSON.createObjectNode();
        json.put("address", account.address().toString()).put("balance", account.balance());
        List<PoolView> pools = ledger.pools();
        ArrayNode stakes = json.putArray("stakes");
        for (StakeView stake : account.stakes()) {
            ObjectNode entry = stake(stake);
            pools.stream()
                    .filter(pool -> pool.node().equals(stake.node()))
                    .forEach(pool -> entry.put("name", pool.name()));
            stakes.add(entry);
        }
        return json;
    }
}
