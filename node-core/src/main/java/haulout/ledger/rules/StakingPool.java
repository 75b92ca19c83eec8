// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.rules;

import java.util.Map;
import java.util.Objects;

/// The books of one node's pool: who may claim what of the stake and of the rewards. Immutable.
///
/// The principals lie with the stakes, not here. Amounts are in FROST, unsigned.
///
/// Source: Walrus contracts, module `staking_pool`.
///
/// @param activationEpoch first epoch for which there can be a rate
/// @param latestEpoch last epoch that the pool was advanced to
/// @param walBalance active stake and the rewards on it: a number, no coins
/// @param shareCount shares that stand against it
/// @param pendingStake principals by the epoch in which they become active
/// @param sharesOut shares by the epoch in which they leave
/// @param preActiveOut principals that leave after exactly one epoch, by the epoch of leaving
/// @param pendingCommission basis points by the epoch from which they are to apply
/// @param commissionBps the operator's part of the rewards, in basis points
/// @param rates what a share was worth
/// @param rewardsPool coins that back the stakers' rewards
/// @param commission the operator's coins
/// @param blockedCommission how much of them cannot be collected yet
public record StakingPool(
        long activationEpoch,
        long latestEpoch,
        long walBalance,
        long shareCount,
        EpochAmounts pendingStake,
        EpochAmounts sharesOut,
        EpochAmounts preActiveOut,
        EpochAmounts pendingCommission,
        int commissionBps,
        RateHistory rates,
        long rewardsPool,
        long commission,
        long blockedCommission) {
    /// A whole, in basis points.
    public static final int FULL_BPS = 10_000;

    /// How many epochs ahead a change of the commission takes effect, so that stakers can leave.
    public static final int COMMISSION_NOTICE_EPOCHS = 2;

    public StakingPool {
        Objects.requireNonNull(pendingStake);
        Objects.requireNonNull(sharesOut);
        Objects.requireNonNull(preActiveOut);
        Objects.requireNonNull(pendingCommission);
        Objects.requireNonNull(rates);
    }

    /// A new pool without stake.
    ///
    /// @param epoch the current epoch
    /// @param activationEpoch the current one, or the next if its committee is selected already
    public static StakingPool open(long epoch, long activationEpoch, int commissionBps)
            throws AbortException {
        requireBps(commissionBps);
        return new StakingPool(
                activationEpoch,
                epoch,
                0,
                0,
                EpochAmounts.NONE,
                EpochAmounts.NONE,
                EpochAmounts.NONE,
                EpochAmounts.NONE,
                commissionBps,
                RateHistory.startingAt(activationEpoch),
                0,
                0,
                0);
    }

    /// The pool in a later epoch, with what it earned in the one before.
    ///
    /// @param reward for stakers and operator together
    public StakingPool advance(long epoch, long reward, PoolRules rules) throws AbortException {
        AbortException.require(epoch > latestEpoch, LedgerFault.STAKING_POOL_POOL_ALREADY_UPDATED);
        AbortException.require(
                reward == 0 || walBalance != 0, LedgerFault.STAKING_POOL_INCORRECT_EPOCH_ADVANCE);
        PoolDraft draft = new PoolDraft(this);
        long cut = U64.multiplyDivide(reward, commissionBps, FULL_BPS);
        draft.commission = U64.add(commission, cut);
        draft.blockedCommission = U64.add(blockedCommission, cut);
        draft.takeCommissionRate(epoch, rules.schedule());
        long rest = reward - cut;
        draft.rewardsPool = U64.add(rewardsPool, rest);
        draft.walBalance = U64.add(walBalance, rest);
        draft.latestEpoch = epoch;
        ExchangeRate rate = ExchangeRate.of(draft.walBalance, shareCount);
        draft.rates = rates.with(epoch, rate);
        draft.walBalance = U64.add(draft.walBalance, pendingStake.sumUpTo(epoch));
        draft.pendingStake = pendingStake.after(epoch);
        long leaving = U64.add(preActiveShares(epoch, draft.rates), sharesOut.sumUpTo(epoch));
        draft.preActiveOut = preActiveOut.after(epoch);
        draft.sharesOut = sharesOut.after(epoch);
        draft.letLeave(rate.toWal(leaving), rules);
        draft.shareCount = rate.toShares(draft.walBalance);
        if (rules.isGuarded() && U64.isLess(draft.walBalance, PoolRules.DUST)) {
            draft.walBalance = 0;
            draft.shareCount = 0;
            draft.rates = draft.rates.with(epoch + 1, ExchangeRate.FLAT);
        }
        return draft.done();
    }

    /// What the balance will be in an epoch, as far as it is decided.
    ///
    /// @param epoch no earlier than the current one
    public long balanceAt(long epoch, PoolRules rules) throws AbortException {
        ExchangeRate rate = ExchangeRate.of(walBalance, shareCount);
        long coming = U64.add(walBalance, pendingStake.sumUpTo(epoch));
        long shares = U64.add(sharesOut.sumUpTo(epoch), preActiveShares(epoch, rates));
        long going = rate.toWal(shares);
        return rules.isGuarded() ? U64.subtractToZero(coming, going) : U64.subtract(coming, going);
    }

    /// The pool with a stake that becomes active later.
    public StakingPool stake(StakedWal stake) throws AbortException {
        PoolDraft draft = new PoolDraft(this);
        draft.pendingStake = pendingStake.add(stake.activationEpoch(), stake.principal());
        return draft.done();
    }

    /// A pool and the stake that was asked for back from it.
    public record Requested(StakingPool pool, StakedWal stake) {}

    /// Asks for a stake back.
    public Requested requestWithdrawal(StakedWal stake, StakeWindow window) throws AbortException {
        AbortException.require(stake.principal() != 0, LedgerFault.STAKING_POOL_ZERO_STAKE);
        AbortException.require(!stake.isWithdrawing(), LedgerFault.STAKING_POOL_NOT_STAKED);
        AbortException.require(
                !canLeaveAtOnce(stake, window), LedgerFault.STAKING_POOL_WITHDRAW_DIRECTLY);
        PoolDraft draft = new PoolDraft(this);
        long epoch = window.epoch();
        long withdrawEpoch = window.isNext() ? epoch + 2 : epoch + 1;
        if (stake.activationEpoch() == epoch + 1) {
            draft.preActiveOut = preActiveOut.add(withdrawEpoch, stake.principal());
        } else {
            AbortException.require(
                    stake.activationEpoch() <= epoch,
                    LedgerFault.STAKING_POOL_ACTIVATION_EPOCH_NOT_REACHED);
            long shares = rates.at(stake.activationEpoch()).toShares(stake.principal());
            AbortException.require(shares != 0, LedgerFault.STAKING_POOL_ZERO_SHARES);
            draft.sharesOut = sharesOut.add(withdrawEpoch, shares);
        }
        return new Requested(draft.done(), stake.withdrawingAt(withdrawEpoch));
    }

    /// A pool after a stake has left, and the reward that goes with it.
    public record Withdrawn(StakingPool pool, long reward) {}

    /// Takes a stake out.
    public Withdrawn withdraw(StakedWal stake, StakeWindow window) throws AbortException {
        AbortException.require(stake.principal() != 0, LedgerFault.STAKING_POOL_ZERO_STAKE);
        PoolDraft draft = new PoolDraft(this);
        long epoch = window.epoch();
        long activation = stake.activationEpoch();
        if (canLeaveAtOnce(stake, window)) {
            if (activation > epoch) {
                draft.pendingStake = pendingStake.reduce(activation, stake.principal());
                return new Withdrawn(draft.done(), 0);
            }
            long shares = rates.at(activation).toShares(stake.principal());
            draft.sharesOut = sharesOut.add(epoch, shares);
            return paid(draft, reward(stake.principal(), activation, epoch));
        }
        AbortException.require(stake.isWithdrawing(), LedgerFault.STAKING_POOL_NOT_WITHDRAWING);
        AbortException.require(
                stake.withdrawEpoch() <= epoch,
                LedgerFault.STAKING_POOL_WITHDRAW_EPOCH_NOT_REACHED);
        AbortException.require(
                activation <= epoch, LedgerFault.STAKING_POOL_ACTIVATION_EPOCH_NOT_REACHED);
        return paid(draft, reward(stake.principal(), activation, stake.withdrawEpoch()));
    }

    private static Withdrawn paid(PoolDraft draft, long reward) {
        // because rounding can make the claims a little more than the coins
        long amount = U64.min(reward, draft.rewardsPool);
        draft.rewardsPool -= amount;
        return new Withdrawn(draft.done(), amount);
    }

    /// Whether a stake can be taken out without asking for it first.
    public boolean canLeaveAtOnce(StakedWal stake, StakeWindow window) {
        if (stake.isWithdrawing()) {
            return false;
        }
        if (stake.activationEpoch() == window.epoch() + 2) {
            return true;
        }
        return !window.isNext()
                && (stake.activationEpoch() == window.epoch() + 1 || !window.isCurrent());
    }

    /// What a principal has earned between two epochs.
    public long reward(long principal, long activationEpoch, long untilEpoch)
            throws AbortException {
        long shares = rates.at(activationEpoch).toShares(principal);
        return U64.subtractToZero(rates.at(untilEpoch).toWal(shares), principal);
    }

    /// What a stake has earned so far, 0 before it is active.
    public long accrued(StakedWal stake, long epoch) throws AbortException {
        if (stake.activationEpoch() > epoch) {
            return 0;
        }
        long until = stake.isWithdrawing() ? Math.min(epoch, stake.withdrawEpoch()) : epoch;
        return reward(stake.principal(), stake.activationEpoch(), until);
    }

    /// Schedules another commission.
    public StakingPool withNextCommission(int bps, long epoch) throws AbortException {
        requireBps(bps);
        PoolDraft draft = new PoolDraft(this);
        draft.pendingCommission = pendingCommission.put(epoch + COMMISSION_NOTICE_EPOCHS, bps);
        return draft.done();
    }

    /// How much of the commission can be collected now.
    public long collectableCommission() {
        return U64.subtractToZero(commission, blockedCommission);
    }

    /// The pool without what can be collected.
    public StakingPool collectCommission() {
        PoolDraft draft = new PoolDraft(this);
        draft.commission = commission - collectableCommission();
        return draft.done();
    }

    /// The pool with more for its operator.
    ///
    /// @param blocked how much of that waits for the next end of voting
    public StakingPool addCommission(long amount, long blocked) throws AbortException {
        PoolDraft draft = new PoolDraft(this);
        draft.commission = U64.add(commission, amount);
        draft.blockedCommission = U64.add(blockedCommission, blocked);
        return draft.done();
    }

    /// The pool with all of the commission free to be collected.
    public StakingPool unblockCommission() {
        PoolDraft draft = new PoolDraft(this);
        draft.blockedCommission = 0;
        return draft.done();
    }

    /// The pool after its operator has lost all of the commission.
    public StakingPool withoutCommission() {
        PoolDraft draft = new PoolDraft(this);
        draft.commission = 0;
        draft.blockedCommission = 0;
        return draft.done();
    }

    /// The pool with another history of rates.
    public StakingPool withRates(RateHistory history) {
        PoolDraft draft = new PoolDraft(this);
        draft.rates = history;
        return draft.done();
    }

    /// Whether nothing is in it and nothing is to come.
    public boolean isEmpty() {
        return walBalance == 0
                && shareCount == 0
                && pendingStake.isEmpty()
                && sharesOut.isEmpty()
                && preActiveOut.isEmpty()
                && rewardsPool == 0
                && commission == 0;
    }

    private long preActiveShares(long epoch, RateHistory history) throws AbortException {
        long shares = 0;
        for (Map.Entry<Long, Long> entry : preActiveOut.upTo(epoch).entrySet()) {
            shares = U64.add(shares, history.at(entry.getKey() - 1).toShares(entry.getValue()));
        }
        return shares;
    }

    private static void requireBps(int bps) throws AbortException {
        AbortException.require(
                bps >= 0 && bps <= FULL_BPS, LedgerFault.STAKING_POOL_INCORRECT_COMMISSION_RATE);
    }
}
