// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.ledger.rules.StakeWindow.Membership;
import haulout.testing.Vectors;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class LedgerPoolVectorTest {
    private static final NodeId NODE = new NodeId(new Hash32(1, 2, 3, 4));

    @TestFactory
    Stream<DynamicTest> poolsGoThroughTheSameStates() {
        return Vectors.tests(
                "ledger/pool_scenarios.json",
                "scenarios",
                item -> {
                    boolean exact = item.get("profile").textValue().equals("mainnet-v3");
                    PoolRules rules =
                            new PoolRules(
                                    exact ? PoolRules.Schedule.EXACT : PoolRules.Schedule.LATEST,
                                    PoolRules.Guards.OFF);
                    var walk = new Walk(rules, item.get("initial_commission_bps").intValue());
                    for (JsonNode step : item.get("steps")) {
                        walk.check(step);
                        LedgerJson.assertSame(
                                step.get("pool"), walk.state(step.get("pool")), step.toString());
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> smallPoolsFailUpstreamAndAreGuardedHere() {
        return Stream.of("upstream", "guarded")
                .flatMap(half ->
                        Vectors.tests("ledger/guards.json", item -> checkGuards(item, half)));
    }

    private static void checkGuards(JsonNode item, String half) {
        PoolRules rules =
                new PoolRules(
                        PoolRules.Schedule.LATEST,
                        half.equals("guarded") ? PoolRules.Guards.ON : PoolRules.Guards.OFF);
        Walk walk = new Walk(rules, 0);
        for (JsonNode step : item.get(half)) {
            walk.projects = true;
            walk.check(step);
            LedgerJson.assertSame(step.get("pool"), walk.state(step.get("pool")), step.toString());
            LedgerJson.assertSame(step.get("accrued"), walk.accrued(), step.toString());
        }
    }

    @TestFactory
    Stream<DynamicTest> stakesAreWorthTheSame() {
        return Stream.of(
                DynamicTest.dynamicTest(
                        "ledger/staker_value.json timeline", LedgerPoolVectorTest::checkTimeline));
    }

    private static void checkTimeline() throws AbortException {
        PoolRules rules = new PoolRules(PoolRules.Schedule.LATEST, PoolRules.Guards.OFF);
        JsonNode file = Vectors.read("ledger/staker_value.json");
        int bps = file.has("commission_bps") ? file.get("commission_bps").intValue() : 1000;
        StakingPool pool = StakingPool.open(0, 0, bps);
        Map<String, StakedWal> stakes = new HashMap<>();
        for (JsonNode moment : file.get("timeline")) {
            long epoch = moment.get("epoch").longValue();
            if (epoch > 0) {
                pool = pool.advance(epoch, LedgerJson.u64(moment.get("rewards_in")), rules);
            }
            for (var entry : moment.get("stakes").properties()) {
                if (!stakes.containsKey(entry.getKey())) {
                    JsonNode value = entry.getValue();
                    StakedWal stake =
                            StakedWal.of(
                                    NODE,
                                    LedgerJson.u64(value.get("principal")),
                                    value.get("activation_epoch").longValue());
                    stakes.put(entry.getKey(), stake);
                    pool = pool.stake(stake);
                }
                checkValue(pool, stakes.get(entry.getKey()), epoch, entry.getValue());
            }
            assertEquals(moment.get("rate"), LedgerJson.rate(pool.rates().at(epoch)));
            assertEquals(LedgerJson.u64(moment.get("wal_balance")), pool.walBalance());
            assertEquals(LedgerJson.u64(moment.get("num_shares")), pool.shareCount());
            if (moment.has("epoch_growth")) {
                checkGrowth(pool, epoch, moment);
            }
        }
    }

    private static void checkValue(StakingPool pool, StakedWal stake, long epoch, JsonNode value)
            throws AbortException {
        long accrued = pool.accrued(stake, epoch);
        assertEquals(LedgerJson.u64(value.get("accrued")), accrued);
        assertEquals(LedgerJson.u64(value.get("value")), stake.principal() + accrued);
        assertEquals(value.get("active").booleanValue(), stake.activationEpoch() <= epoch);
    }

    private static void checkGrowth(StakingPool pool, long epoch, JsonNode moment) {
        double growth = StakeGrowth.between(pool.rates().at(epoch - 1), pool.rates().at(epoch));
        double expected = Double.parseDouble(moment.get("epoch_growth").textValue());
        assertEquals(expected, growth, 1e-9 * Math.max(1, Math.abs(expected)));
        double year = Double.parseDouble(moment.get("apy_estimate_14_day_epochs").textValue());
        assertEquals(year, StakeGrowth.perYear(growth, 14), 1e-9 * Math.max(1, Math.abs(year)));
    }

    /// One pool and its stakes, step by step.
    private static final class Walk {
        private final PoolRules rules;
        private StakingPool pool;
        private final Map<String, StakedWal> stakes = new HashMap<>();
        private long epoch;
        private boolean projects;

        private Walk(PoolRules rules, int bps) {
            this.rules = rules;
            try {
                this.pool = StakingPool.open(0, 0, bps);
            } catch (AbortException e) {
                throw new IllegalStateException(e);
            }
        }

        private void check(JsonNode step) {
            StakingPool poolBefore = pool;
            Map<String, StakedWal> stakesBefore = new HashMap<>(stakes);
            ObjectNode outcome =
                    LedgerJson.outcome(() -> {
                        JsonNode result = run(step);
                        if (projects && result.isObject()) {
                            ((ObjectNode) result)
                                    .put(
                                            "projected",
                                            LedgerJson.text(pool.balanceAt(epoch + 1, rules)));
                        }
                        return result;
                    });
            if (outcome.has("error")) {
                pool = poolBefore;
                stakes.clear();
                stakes.putAll(stakesBefore);
            }
            if (step.has("result")) {
                LedgerJson.assertSame(step.get("result"), outcome, step.toString());
            } else if (outcome.has("error")) {
                throw new AssertionError(step + " gave " + outcome);
            }
        }

        private JsonNode run(JsonNode step) throws AbortException {
            return switch (step.get("op").textValue()) {
                case "stake" -> stake(step);
                case "advance" -> advance(step);
                case "request" -> request(step);
                case "withdraw" -> withdraw(step);
                case "split" -> split(step);
                case "join" -> join(step);
                case "commission" -> {
                    pool = pool.withNextCommission(step.get("bps").intValue(), epoch);
                    yield JsonNodeFactory.instance.nullNode();
                }
                case "collect" -> {
                    long amount = pool.collectableCommission();
                    pool = pool.collectCommission();
                    yield LedgerJson.amount(amount);
                }
                case "unblock" -> {
                    pool = pool.unblockCommission();
                    yield JsonNodeFactory.instance.nullNode();
                }
                case "select" -> JsonNodeFactory.instance.nullNode();
                default -> throw new AssertionError("operation " + step.get("op"));
            };
        }

        private JsonNode stake(JsonNode step) throws AbortException {
            long activation = epoch + (step.path("committee_selected").asBoolean() ? 2 : 1);
            StakedWal stake = StakedWal.of(NODE, LedgerJson.u64(step.get("amount")), activation);
            pool = pool.stake(stake);
            stakes.put(step.get("stake").textValue(), stake);
            return LedgerJson.object().put("activation_epoch", activation);
        }

        private JsonNode advance(JsonNode step) throws AbortException {
            epoch = step.get("epoch").longValue();
            if (!step.get("in_committee").booleanValue()) {
                return JsonNodeFactory.instance.nullNode();
            }
            long before = pool.commission();
            pool = pool.advance(epoch, LedgerJson.u64(step.get("rewards")), rules);
            return projects
                    ? JsonNodeFactory.instance.nullNode()
                    : LedgerJson.amount(pool.commission() - before);
        }

        private JsonNode request(JsonNode step) throws AbortException {
            var requested = pool.requestWithdrawal(taken(step), window(step));
            pool = requested.pool();
            stakes.put(step.get("stake").textValue(), requested.stake());
            return LedgerJson.object().put("withdraw_epoch", requested.stake().withdrawEpoch());
        }

        private JsonNode withdraw(JsonNode step) throws AbortException {
            StakedWal stake = taken(step);
            var withdrawn = pool.withdraw(stake, window(step));
            pool = withdrawn.pool();
            stakes.remove(step.get("stake").textValue());
            ObjectNode result =
                    LedgerJson.object()
                            .put("principal", LedgerJson.text(stake.principal()))
                            .put("rewards", LedgerJson.text(withdrawn.reward()));
            return projects
                    ? result
                    : result.put("total", LedgerJson.text(stake.principal() + withdrawn.reward()));
        }

        private JsonNode split(JsonNode step) throws AbortException {
            StakedWal stake = taken(step);
            StakedWal right = stake.splitOff(LedgerJson.u64(step.get("amount")));
            StakedWal left = stake.withPrincipal(stake.principal() - right.principal());
            stakes.put(step.get("stake").textValue(), left);
            stakes.put(step.get("into").textValue(), right);
            return LedgerJson.object()
                    .put("left", LedgerJson.text(left.principal()))
                    .put("right", LedgerJson.text(right.principal()));
        }

        private JsonNode join(JsonNode step) throws AbortException {
            StakedWal joined = taken(step).join(stakes.get(step.get("other").textValue()));
            stakes.put(step.get("stake").textValue(), joined);
            stakes.remove(step.get("other").textValue());
            return LedgerJson.object().put("principal", LedgerJson.text(joined.principal()));
        }

        private StakedWal taken(JsonNode step) {
            return stakes.get(step.get("stake").textValue());
        }

        private StakeWindow window(JsonNode step) {
            return new StakeWindow(
                    epoch,
                    Membership.of(step.get("in_current").booleanValue()),
                    Membership.of(step.get("in_next").booleanValue()));
        }

        /// The fields that the vector shows.
        private ObjectNode state(JsonNode shown) {
            ObjectNode json = LedgerJson.object();
            json.put("wal_balance", LedgerJson.text(pool.walBalance()));
            json.put("num_shares", LedgerJson.text(pool.shareCount()));
            json.put("rewards_pool", LedgerJson.text(pool.rewardsPool()));
            json.put("commission", LedgerJson.text(pool.commission()));
            json.put("blocked_commission", LedgerJson.text(pool.blockedCommission()));
            json.put("commission_bps", pool.commissionBps());
            json.put("latest_epoch", pool.latestEpoch());
            json.set("pending_stake", LedgerJson.amounts(pool.pendingStake().entries()));
            json.set("pending_shares_withdraw", LedgerJson.amounts(pool.sharesOut().entries()));
            json.set("pre_active_withdrawals", LedgerJson.amounts(pool.preActiveOut().entries()));
            json.set("pending_commission", LedgerJson.amounts(pool.pendingCommission().entries()));
            json.set("rates", LedgerJson.rates(pool.rates().entries()));
            ObjectNode balances = LedgerJson.object();
            for (var entry : shown.path("wal_balance_at").properties()) {
                long at = Long.parseLong(entry.getKey());
                balances.set(
                        entry.getKey(),
                        LedgerJson.outcome(() -> LedgerJson.amount(pool.balanceAt(at, rules))));
            }
            json.set("wal_balance_at", balances);
            ObjectNode result = LedgerJson.object();
            shown.properties()
                    .forEach(entry -> result.set(entry.getKey(), json.get(entry.getKey())));
            return result;
        }

        private ObjectNode accrued() {
            ObjectNode json = LedgerJson.object();
            stakes.forEach((name, stake) -> {
                try {
                    if (stake.activationEpoch() <= epoch && !stake.isWithdrawing()) {
                        json.put(name, LedgerJson.text(pool.accrued(stake, epoch)));
                    }
                } catch (AbortException e) {
                    throw new AssertionError(e);
                }
            });
            return json;
        }
    }
}
