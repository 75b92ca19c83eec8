// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.rules;

import java.util.Map;

/// A pool in the middle of a change, used by one method and then dropped.
final class PoolDraft {
    private final long activationEpoch;
    long latestEpoch;
    long walBalance;
    long shareCount;
    EpochAmounts pendingStake;
    EpochAmounts sharesOut;
    EpochAmounts preActiveOut;
    EpochAmounts pendingCommission;
    private int commissionBps;
    RateHistory rates;
    long rewardsPool;
    long commission;
    long blockedCommission;

    PoolDraft(StakingPool pool) {
        this.activationEpoch = pool.activationEpoch();
        this.latestEpoch = pool.latestEpoch();
        this.walBalance = pool.walBalance();
        this.shareCount = pool.shareCount();
        this.pendingStake = pool.pendingStake();
        this.sharesOut = pool.sharesOut();
        this.preActiveOut = pool.preActiveOut();
        this.pendingCommission = pool.pendingCommission();
        this.commissionBps = pool.commissionBps();
        this.rates = pool.rates();
        this.rewardsPool = pool.rewardsPool();
        this.commission = pool.commission();
        this.blockedCommission = pool.blockedCommission();
    }

    /// Takes the commission that has fallen due by an epoch.
    void takeCommissionRate(long epoch, PoolRules.Schedule schedule) {
        Map.Entry<Long, Long> latest = pendingCommission.upTo(epoch).lastEntry();
        if (latest == null || (schedule == PoolRules.Schedule.EXACT && latest.getKey() != epoch)) {
            return;
        }
        commissionBps = Math.toIntExact(latest.getValue());
        pendingCommission = pendingCommission.after(epoch);
    }

    /// Takes out what leaves.
    void letLeave(long amount, PoolRules rules) throws AbortException {
        if (rules.isGuarded()) {
            walBalance = U64.subtractToZero(walBalance, amount);
            return;
        }
        AbortException.require(
                !U64.isLess(walBalance, amount), LedgerFault.STAKING_POOL_CALCULATION_ERROR);
        walBalance -= amount;
    }

    StakingPool done() {
        return new StakingPool(
                activationEpoch,
                latestEpoch,
                walBalance,
                shareCount,
                pendingStake,
                sharesOut,
                preActiveOut,
                pendingCommission,
                commissionBps,
                rates,
                rewardsPool,
                commission,
                blockedCommission);
    }
}
