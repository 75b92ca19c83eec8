// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.network;

import haulout.core.AccountAddress;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The ledger as its people use it. Questions are answered at once from memory. Amounts are in
/// FROST.
///
/// Threads: any.
public interface LedgerDesk {
    /// Whose money it is here: the operator of this computer's node.
    AccountAddress owner();

    /// Where the epoch stands.
    EpochView epoch();

    /// What storage costs and how much there is.
    PriceView prices();

    /// All nodes with their pools, by identity.
    List<PoolView> pools();

    /// One of them.
    Optional<PoolView> pool(NodeId node);

    /// The owner's money and stakes.
    default AccountView account() {
        return account(owner());
    }

    /// Somebody's money and stakes.
    AccountView account(AccountAddress address);

    /// All who stake on a node.
    List<StakeView> stakers(NodeId node);

    /// What past epochs brought, oldest first.
    ///
    /// @param most how many, counted from the newest
    List<EpochRewards> rewards(int most);

    /// Stakes.
    ///
    /// @param amount at least a WAL
    /// @return the stake
    ObjectId stake(NodeId node, long amount) throws IOException, InterruptedException;

    /// Asks for a stake back.
    ///
    /// @return from which epoch on it can be taken out
    long unstake(ObjectId stake) throws IOException, InterruptedException;

    /// Takes out a stake that is ready.
    ///
    /// @return what came: stake and reward
    long withdraw(ObjectId stake) throws IOException, InterruptedException;

    /// Has the commission of the owner's node go to an address from now on.
    void payTo(NodeId node, AccountAddress receiver) throws IOException, InterruptedException;

    /// Collects the commission of the owner's node.
    ///
    /// @return what came
    long collect(NodeId node) throws IOException, InterruptedException;
}
