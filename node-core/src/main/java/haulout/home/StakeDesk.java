// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.core.AccountAddress;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import java.util.concurrent.CompletionStage;

/// What can be done with stakes.
public interface StakeDesk {
    /// What staking would do.
    CompletionStage<StakePreview> previewStake(NodeId node, long frost);

    /// Stakes.
    CompletionStage<Void> stake(NodeId node, long frost);

    /// What asking for a stake would do.
    CompletionStage<StakePreview> previewUnstake(ObjectId stake);

    /// Asks for a stake, which can be taken out later.
    CompletionStage<Void> unstake(ObjectId stake);

    /// Takes out a stake that is ready.
    CompletionStage<Void> withdraw(ObjectId stake);

    /// Collects the commission of the own node. Fails if there is none: what the owner's stake has
    /// earned comes with the stake.
    CompletionStage<Void> collect();

    /// Also shows the stakes of an address.
    CompletionStage<Void> follow(AccountAddress owner);

    /// No longer shows them.
    CompletionStage<Void> unfollow(AccountAddress owner);
}
