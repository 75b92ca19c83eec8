// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.staking;

import haulout.core.AccountAddress;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import java.util.List;

/// What Staking shows; every text is ready.
///
/// @param ribbon what the money is worth; empty where it has a value
/// @param isKnown whether the ledger was asked already
/// @param notice that the ledger is behind or silent; empty if it is not
/// @param balance what could be staked
/// @param canStake whether there is something to stake
/// @param orders by what operators can be compared: nothing of which nothing is known
/// @param delegatorSum who stakes on this node, in one line; empty if there is no node
record StakingState(
        String ribbon,
        boolean isKnown,
        String notice,
        String balance,
        boolean canStake,
        List<Stake> stakes,
        List<Operator> operators,
        List<Order> orders,
        Order order,
        String delegatorSum,
        List<List<String>> delegators,
        List<Followed> followed) {
    StakingState {
        stakes = List.copyOf(stakes);
        operators = List.copyOf(operators);
        orders = List.copyOf(orders);
        delegators = List.copyOf(delegators);
        followed = List.copyOf(followed);
    }

    /// By what operators are compared.
    enum Order {
        /// How reliably they were there.
        RECORD,
        /// What they keep.
        KEEPS,
        /// How much is staked on them.
        STAKE,
        /// Their names.
        NAME
    }

    /// A stake.
    ///
    /// @param step 0 to 3: waiting, earning, leaving, yours
    /// @param outcomes what holds before and after the cut-off; empty if there is no choice any
    ///   more
    /// @param isOwn whether it can be changed from here
    record Stake(
            ObjectId id,
            NodeId node,
            String title,
            String amount,
            String earned,
            int step,
            String when,
            List<String> outcomes,
            boolean canAsk,
            boolean canTake,
            boolean isOwn) {
        /// The step of a stake that earns later.
        static final int WAITING = 0;

        /// The step of one that earns.
        static final int EARNING = 1;

        Stake {
            outcomes = List.copyOf(outcomes);
        }
    }

    /// A node that can be staked on.
    ///
    /// @param warning a change that was announced, or a rate that is too good; empty for none
    record Operator(
            NodeId node, String name, String facts, String keeps, String warning, boolean isSelf) {}

    /// An address whose stakes are shown too.
    record Followed(AccountAddress owner, String text) {}
}
