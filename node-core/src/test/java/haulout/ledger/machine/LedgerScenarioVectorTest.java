// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.core.AccountAddress;
import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.crypto.BlsSignature;
import haulout.hash.Blake2b256;
import haulout.ledger.machine.LedgerRows.BlobRow;
import haulout.ledger.rules.BlobTerm;
import haulout.ledger.rules.LedgerJson;
import haulout.ledger.rules.PoolRules;
import haulout.ledger.rules.Seat;
import haulout.ledger.rules.StakingPool;
import haulout.testing.Vectors;
import haulout.wire.BlobPersistence;
import haulout.wire.ProtocolMessage;
import haulout.wire.SignerBitmap;
import haulout.wire.bcs.BcsWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class LedgerScenarioVectorTest {
    @TestFactory
    Stream<DynamicTest> aWholeNetworkGoesThroughTheSameStates() {
        JsonNode file = Vectors.read("ledger/ledger_scenario.json");
        return Stream.of(
                DynamicTest.dynamicTest(
                        file.get("title").textValue(), () -> new Replay(file).run()));
    }

    private static final class Replay {
        private static final AccountAddress HOST = TestNode.account(999);

        private final JsonNode file;
        private final Deque<ObjectId> forcedIds = new ArrayDeque<>();
        private final LedgerMachine machine;
        private final Random random = new Random(42);
        private final Map<NodeId, TestNode> nodes = new TreeMap<>();
        private final Map<String, AccountAddress> accounts = new TreeMap<>();
        private final Map<String, ObjectId> objects = new HashMap<>();
        private final Map<String, AccountAddress> owners = new HashMap<>();
        private long now;
        private long denySequence;

        private Replay(JsonNode file) {
            this.file = file;
            JsonNode config = file.get("config");
            now = config.get("now").longValue();
            LedgerRules rules =
                    new LedgerRules(
                            Hash32.ZERO,
                            HOST,
                            config.get("n_shards").intValue(),
                            now,
                            config.get("epoch_ms").longValue(),
                            config.get("epoch_zero_ms").longValue(),
                            config.get("max_epochs_ahead").intValue(),
                            config.get("burn_percent").intValue(),
                            config.get("active_set_limit").intValue(),
                            new PoolRules(
                                    config.get("profile").textValue().equals("mainnet-v3")
                                            ? PoolRules.Schedule.EXACT
                                            : PoolRules.Schedule.LATEST,
                                    PoolRules.Guards.OFF),
                            LedgerRules.FULL_SUPPLY,
                            0);
            ObjectIdRule own = ObjectIdRule.of(Hash32.ZERO);
            machine =
                    new LedgerMachine(
                            rules,
                            (command, place) ->
                                    forcedIds.isEmpty() ? own.id(command, place) : forcedIds.pop());
        }

        private void run() {
            for (JsonNode step : file.get("steps")) {
                if (step.has("now")) {
                    now = step.get("now").longValue();
                }
                AccountAddress sender = sender(step);
                byte[] before = machine.snapshot();
                Outcome outcome = machine.apply(now, sender, command(step, sender));
                machine.check();
                switch (outcome) {
                    case Outcome.Refused(var fault) -> {
                        Assertions.assertEquals(
                                step.path("error").textValue(), fault.toString(), step.toString());
                        Assertions.assertArrayEquals(before, machine.snapshot());
                    }
                    case Outcome.Applied(var _, var result, var _) -> {
                        Assertions.assertFalse(step.has("error"), step.toString());
                        remember(step, sender, result);
                        if (step.has("result")) {
                            LedgerJson.assertSame(
                                    step.get("result"), json(result), step.toString());
                        }
                    }
                }
                if (step.has("state_after")) {
                    checkState(step.get("op").textValue(), step.get("state_after"));
                }
            }
            checkState("final state", file.get("final"));
        }

        private void checkState(String what, JsonNode expected) {
            ObjectNode actual = state(expected);
            expected.properties()
                    .forEach(field ->
                            LedgerJson.assertSame(
                                    field.getValue(),
                                    actual.get(field.getKey()),
                                    what + ": " + field.getKey()));
        }

        private AccountAddress account(String name) {
            return accounts.computeIfAbsent(name, key -> TestNode.account(1 + accounts.size()));
        }

        private AccountAddress sender(JsonNode step) {
            return switch (step.get("op").textValue()) {
                case "mint", "subsidy_init" -> HOST;
                case "withdraw", "request_withdraw" -> owners.get(step.get("stake").textValue());
                case "certify_blob", "delete_blob" -> owners.get(step.get("blob").textValue());
                default -> account(step.path("who").asText("operator"));
            };
        }

        private LedgerCommand command(JsonNode step, AccountAddress sender) {
            return switch (step.get("op").textValue()) {
                case "mint" ->
                        new AccountCommand.Mint(
                                account(step.get("who").textValue()), u64(step, "amount"));
                case "register_node" -> registration(step, sender);
                case "stake" -> new StakeCommand.Stake(node(step, "node"), u64(step, "amount"));
                case "request_withdraw" -> new StakeCommand.RequestUnstake(object(step, "stake"));
                case "withdraw" -> new StakeCommand.Unstake(object(step, "stake"));
                case "reserve" ->
                        new SpaceCommand.Reserve(
                                u64(step, "size"), step.get("epochs_ahead").longValue());
                case "register_blob" -> blob(step);
                case "certify_blob" -> certificate(object(step, "blob"));
                case "extend_blob" ->
                        new BlobCommand.ExtendBlob(
                                object(step, "blob"), step.get("epochs").longValue());
                case "delete_blob" -> new BlobCommand.DeleteBlob(object(step, "blob"));
                case "voting_end" -> new EpochCommand.EndVoting();
                case "epoch_change" -> new EpochCommand.ChangeEpoch();
                case "sync_done" ->
                        new EpochCommand.ReportSync(
                                node(step, "node"), step.get("epoch").longValue());
                default -> governance(step);
            };
        }

        private LedgerCommand governance(JsonNode step) {
            return switch (step.get("op").textValue()) {
                case "vote_prices" ->
                        new NodeCommand.VotePrices(
                                node(step, "node"),
                                u64(step, "storage_price"),
                                u64(step, "write_price"));
                case "vote_capacity" ->
                        new NodeCommand.VoteCapacity(node(step, "node"), u64(step, "capacity"));
                case "set_commission" ->
                        new NodeCommand.SetCommission(
                                node(step, "node"), step.get("bps").intValue());
                case "collect_commission" -> new NodeCommand.CollectCommission(node(step, "node"));
                case "deny_list_size" -> denyList(node(step, "node"), u64(step, "size"));
                case "vote_slash" ->
                        new PenaltyCommand.VoteSlash(node(step, "voter"), node(step, "candidate"));
                case "execute_slash" -> new PenaltyCommand.ExecuteSlash(node(step, "candidate"));
                case "subsidy_init" ->
                        new SubsidyCommand.SetSubsidy(
                                step.get("rate_bps").longValue(),
                                u64(step, "base"),
                                u64(step, "per_shard"));
                case "subsidy_fund" -> new SubsidyCommand.FundSubsidy(u64(step, "amount"));
                case "subsidy_process" -> new SubsidyCommand.ProcessSubsidies();
                default -> throw new AssertionError("operation " + step.get("op"));
            };
        }

        private LedgerCommand registration(JsonNode step, AccountAddress sender) {
            NodeId node = node(step, "node");
            TestNode keys = TestNode.of(random);
            nodes.put(node, keys);
            forcedIds.push(new ObjectId(node.value()));
            return keys.registration(
                    sender,
                    machine.view().clock().epoch(),
                    "n" + nodes.size(),
                    step.get("bps").intValue(),
                    new NodeVotes(
                            u64(step, "storage_price"),
                            u64(step, "write_price"),
                            u64(step, "capacity")));
        }

        private LedgerCommand blob(JsonNode step) {
            Hash32 root = new Hash32(random.nextLong(), 5, 6, 7);
            long size = u64(step, "size");
            BlobId id =
                    BlobId.of(
                            Blake2b256.hash(
                                    new BcsWriter().u8(1).u64(size).hash32(root).toBytes()));
            return new BlobCommand.RegisterBlob(
                    object(step, "storage"),
                    id,
                    root,
                    size,
                    1,
                    BlobTerm.Deletion.of(step.get("deletable").booleanValue()),
                    BlobAttributes.NONE);
        }

        private LedgerCommand certificate(ObjectId object) {
            BlobRow row = machine.view().blobs().get(object);
            BlobPersistence persistence =
                    row.term().isDeletable()
                            ? new BlobPersistence.Deletable(object)
                            : BlobPersistence.PERMANENT;
            var message =
                    new ProtocolMessage.StorageConfirmation(epoch(), row.blobId(), persistence);
            return new BlobCommand.CertifyBlob(object, signed(message));
        }

        private LedgerCommand denyList(NodeId node, long size) {
            var message =
                    new ProtocolMessage.DenyListUpdate(
                            epoch(), node, ++denySequence, size, Hash32.ZERO);
            return new StatementCommand.UpdateDenyList(node, signed(message));
        }

        private Epoch epoch() {
            return new Epoch(machine.view().clock().epoch());
        }

        private SignedStatement signed(ProtocolMessage message) {
            List<Seat> seats = machine.view().currentCommittee().seats();
            byte[] bytes = message.toBytes();
            List<BlsSignature> signatures = new ArrayList<>();
            List<Integer> signers = new ArrayList<>();
            for (int i = 0; i < seats.size(); i++) {
                signers.add(i);
                signatures.add(nodes.get(seats.get(i).node()).key().sign(bytes));
            }
            return new SignedStatement(
                    SignerBitmap.of(signers, seats.size()),
                    bytes,
                    BlsSignature.aggregate(signatures).unchecked());
        }

        private void remember(JsonNode step, AccountAddress sender, CommandResult result) {
            if (!step.has("as")) {
                return;
            }
            String name = step.get("as").textValue();
            owners.put(name, sender);
            objects.put(
                    name,
                    switch (result) {
                        case CommandResult.Staked staked -> staked.stake();
                        case CommandResult.SpaceBought bought -> bought.space();
                        case CommandResult.BlobRegistered blob -> blob.blob();
                        case CommandResult.BlobDeleted deleted -> deleted.space();
                        default -> throw new AssertionError("result " + result);
                    });
        }

        private static ObjectNode json(CommandResult result) {
            ObjectNode json = LedgerJson.object();
            switch (result) {
                case CommandResult.Staked(var _, long epoch) -> json.put("activation_epoch", epoch);
                case CommandResult.UnstakeRequested(long epoch) ->
                        json.put("withdraw_epoch", epoch);
                case CommandResult.Unstaked(long principal, long reward) ->
                        put(put(json, "principal", principal), "rewards", reward);
                case CommandResult.PricesSet(long storage, long write) ->
                        put(put(json, "storage_price", storage), "write_price", write);
                case CommandResult.CommitteeSelected(long capacity, var seats) ->
                        put(json, "next_capacity", capacity).set("next_committee", seats(seats));
                case CommandResult.EpochChanged changed -> {
                    put(
                            put(json, "burned", changed.burned()),
                            "distributable",
                            changed.distributable());
                    ArrayNode rewards = json.putArray("rewards");
                    changed.rewards()
                            .forEach(one ->
                                    rewards.addArray()
                                            .add(one.node().toString())
                                            .add(LedgerJson.text(one.amount())));
                    put(json, "leftover", changed.leftover());
                }
                case CommandResult.SyncCounted(var state) -> json.set("state", state(state));
                case CommandResult.SpaceBought(var _, long paid) -> put(json, "paid", paid);
                case CommandResult.BlobRegistered blob ->
                        put(json, "write_fee", blob.paidForWriting());
                case CommandResult.BlobExtended(long paid, long _) -> put(json, "paid", paid);
                case CommandResult.VoteCounted(int weight) -> json.put("weight", weight);
                case CommandResult.SubsidiesPaid(long left) -> put(json, "pool", left);
                case CommandResult.Amount(long amount) -> put(json, "amount", amount);
                case CommandResult.CommissionBurned(long burned) -> put(json, "burned", burned);
                default -> throw new AssertionError("result " + result);
            }
            return json;
        }

        private static ObjectNode put(ObjectNode json, String field, long amount) {
            return json.put(field, LedgerJson.text(amount));
        }

        private static ArrayNode seats(List<Seat> seats) {
            ArrayNode list = LedgerJson.object().putArray("seats");
            for (Seat seat : seats) {
                ArrayNode shards = list.addArray().add(seat.node().toString()).addArray();
                seat.shards().forEach(shards::add);
            }
            return list;
        }

        private static ArrayNode state(EpochState state) {
            ArrayNode list = LedgerJson.object().putArray("state");
            return switch (state) {
                case EpochState.Syncing(int weight) -> list.add("EpochChangeSync").add("" + weight);
                case EpochState.Done(long since) -> list.add("EpochChangeDone").add("" + since);
                case EpochState.Selected(long since) ->
                        list.add("NextParamsSelected").add("" + since);
            };
        }

        /// The fields that the vector shows.
        private ObjectNode state(JsonNode shown) {
            LedgerView view = machine.view();
            ObjectNode json = LedgerJson.object();
            json.put("epoch", view.clock().epoch());
            json.set("state", state(view.clock().state()));
            put(json, "storage_price", view.books().storagePrice());
            put(json, "write_price", view.books().writePrice());
            put(json, "capacity", view.books().totalCapacity());
            put(json, "used", view.books().usedCapacity());
            json.set("committee", seats(view.currentCommittee().seats()));
            if (view.nextCommittee().isEmpty()) {
                json.putNull("next_committee");
            } else {
                json.set("next_committee", seats(view.nextCommittee().seats()));
            }
            ArrayNode active = json.putArray("active_set");
            view.activeSet()
                    .entries()
                    .forEach(entry ->
                            active.addArray()
                                    .add(entry.node().toString())
                                    .add(LedgerJson.text(entry.stake())));
            ObjectNode pools = json.putObject("pools");
            view.pools().forEach((node, pool) -> pools.set(node.toString(), pool(pool)));
            ArrayNode ring = json.putArray("ring");
            for (int ahead = 0; ahead < view.books().maxEpochsAhead(); ahead++) {
                var account = view.books().accounts().get(ahead);
                ring.addArray()
                        .add(view.books().epoch() + ahead)
                        .add(LedgerJson.text(account.usedCapacity()))
                        .add(LedgerJson.text(account.rewards()));
            }
            ObjectNode wallets = json.putObject("wallets");
            accounts.forEach((name, address) -> put(wallets, name, view.balance(address)));
            json.set("stakes", stakes());
            put(json, "burned", view.clock().burned());
            if (view.subsidy().latestEpoch() == LedgerRows.SubsidyRow.UNSET) {
                json.putNull("subsidy_pool");
            } else {
                put(json, "subsidy_pool", view.subsidy().pool());
            }
            put(json, "minted", view.clock().minted());
            // because the check of the books found every coin that was made
            put(json, "total", view.clock().minted());
            ObjectNode result = LedgerJson.object();
            shown.properties()
                    .forEach(entry -> result.set(entry.getKey(), json.get(entry.getKey())));
            return result;
        }

        private static ObjectNode pool(StakingPool pool) {
            ObjectNode json = LedgerJson.object();
            put(json, "wal_balance", pool.walBalance());
            put(json, "num_shares", pool.shareCount());
            put(json, "rewards_pool", pool.rewardsPool());
            put(json, "commission", pool.commission());
            put(json, "blocked", pool.blockedCommission());
            json.put("bps", pool.commissionBps());
            json.set("pending_stake", LedgerJson.amounts(pool.pendingStake().entries()));
            json.set("pending_shares_withdraw", LedgerJson.amounts(pool.sharesOut().entries()));
            json.set("pre_active_withdrawals", LedgerJson.amounts(pool.preActiveOut().entries()));
            return json;
        }

        private ObjectNode stakes() {
            ObjectNode json = LedgerJson.object();
            Map<AccountAddress, String> names = new HashMap<>();
            accounts.forEach((name, address) -> names.put(address, name));
            objects.forEach((name, id) -> {
                var row = machine.view().stakes().get(id);
                if (row != null) {
                    ObjectNode one = json.putObject(name);
                    one.put("node", row.stake().node().toString());
                    one.put("owner", names.get(row.owner()));
                    put(one, "principal", row.stake().principal());
                    one.put("activation_epoch", row.stake().activationEpoch());
                    if (row.stake().isWithdrawing()) {
                        one.put("withdraw_epoch", row.stake().withdrawEpoch());
                    } else {
                        one.putNull("withdraw_epoch");
                    }
                }
            });
            return json;
        }

        private NodeId node(JsonNode step, String field) {
            return TestNode.nodeId(step.get(field).textValue());
        }

        private ObjectId object(JsonNode step, String field) {
            return objects.get(step.get(field).textValue());
        }

        private static long u64(JsonNode step, String field) {
            return LedgerJson.u64(step.get(field));
        }
    }
}
