// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.rules;

import haulout.core.NodeId;
import java.util.Objects;

/// An amount that somebody has given to a node's pool, and the epochs between which it earns.
///
/// Source: Walrus contracts, module `staked_wal`.
///
/// @param principal in FROST
/// @param activationEpoch from when on it earns
/// @param withdrawEpoch from when on it can be taken back, or [#NOT_WITHDRAWING]
public record StakedWal(NodeId node, long principal, long activationEpoch, long withdrawEpoch) {
    /// Least principal: 1 WAL.
    public static final long MIN_PRINCIPAL = 1_000_000_000L;

    /// In place of an epoch, as long as nobody has asked for it back.
    public static final long NOT_WITHDRAWING = -1;

    public StakedWal {
        Objects.requireNonNull(node);
    }

    /// A new stake.
    ///
    /// @throws AbortException if the principal is less than the minimum
    public static StakedWal of(NodeId node, long principal, long activationEpoch)
            throws AbortException {
        requireMinimum(principal);
        return new StakedWal(node, principal, activationEpoch, NOT_WITHDRAWING);
    }

    /// Whether it has been asked for back.
    public boolean isWithdrawing() {
        return withdrawEpoch != NOT_WITHDRAWING;
    }

    /// The stake after it has been asked for back.
    public StakedWal withdrawingAt(long epoch) {
        return new StakedWal(node, principal, activationEpoch, epoch);
    }

    /// The same with another principal.
    public StakedWal withPrincipal(long amount) {
        return new StakedWal(node, amount, activationEpoch, withdrawEpoch);
    }

    /// The part that a split takes out; what stays is `principal - amount`.
    ///
    /// @throws AbortException if either part would be too small
    public StakedWal splitOff(long amount) throws AbortException {
        AbortException.require(
                U64.isLess(amount, principal), LedgerFault.STAKED_WAL_INVALID_AMOUNT);
        requireMinimum(amount);
        requireMinimum(principal - amount);
        return withPrincipal(amount);
    }

    /// Both together.
    ///
    /// @throws AbortException if they differ in more than the principal
    public StakedWal join(StakedWal other) throws AbortException {
        AbortException.require(
                node.equals(other.node)
                        && activationEpoch == other.activationEpoch
                        && withdrawEpoch == other.withdrawEpoch,
                LedgerFault.STAKED_WAL_METADATA_MISMATCH);
        return withPrincipal(U64.add(principal, other.principal));
    }

    private static void requireMinimum(long amount) throws AbortException {
        AbortException.require(
                !U64.isLess(amount, MIN_PRINCIPAL), LedgerFault.STAKED_WAL_STAKE_BELOW_THRESHOLD);
    }
}
