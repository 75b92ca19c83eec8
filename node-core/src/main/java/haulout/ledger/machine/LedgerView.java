// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.AccountAddress;
import haulout.core.BlobId;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.ledger.machine.LedgerRows.BlobRow;
import haulout.ledger.machine.LedgerRows.SpaceRow;
import haulout.ledger.machine.LedgerRows.StakeRow;
import haulout.ledger.machine.LedgerRows.SubsidyRow;
import haulout.ledger.rules.ActiveSet;
import haulout.ledger.rules.StakeWindow;
import haulout.ledger.rules.StakingPool;
import haulout.ledger.rules.StorageBooks;
import haulout.wire.SigningCommittee;
import java.util.NavigableMap;
import java.util.Optional;

/// What a ledger knows, to be read between two commands: the rows are immutable, the tables are
/// not. Used by the thread that has the machine.
public final class LedgerView {
    private final LedgerRules rules;
    private final LedgerState state;

    LedgerView(LedgerRules rules, LedgerState state) {
        this.rules = rules;
        this.state = state;
    }

    /// What never changes.
    public LedgerRules rules() {
        return rules;
    }

    /// Epoch, money and counts.
    public LedgerClock clock() {
        return state.clock.get();
    }

    /// What storage is sold, and for what.
    public StorageBooks books() {
        return state.books.get();
    }

    /// Candidates for the next committee.
    public ActiveSet activeSet() {
        return state.activeSet.get();
    }

    /// The committee of the epoch before, empty in the first one.
    public StakingCommittee previousCommittee() {
        return state.previous.get();
    }

    /// The committee in force, empty in epoch 0.
    public StakingCommittee currentCommittee() {
        return state.current.get();
    }

    /// The committee of the next epoch, empty until it is selected.
    public StakingCommittee nextCommittee() {
        return state.next.get();
    }

    /// What certificates of the current epoch are checked against, empty in epoch 0.
    public Optional<SigningCommittee> signingCommittee() {
        return state.current.get().isEmpty()
                ? Optional.empty()
                : Optional.of(Statements.committee(state.current.get(), state.epoch()));
    }

    /// Subsidies.
    public SubsidyRow subsidy() {
        return state.subsidy.get();
    }

    /// Money of an account, in FROST.
    public long balance(AccountAddress account) {
        return state.accounts.find(account).orElse(0L);
    }

    /// Balances by account.
    public NavigableMap<AccountAddress, Long> accounts() {
        return state.accounts.rows();
    }

    /// Nodes by identity.
    public NavigableMap<NodeId, NodeRow> nodes() {
        return state.nodes.rows();
    }

    /// Pools by node.
    public NavigableMap<NodeId, StakingPool> pools() {
        return state.pools.rows();
    }

    /// Stakes by identity.
    public NavigableMap<ObjectId, StakeRow> stakes() {
        return state.stakes.rows();
    }

    /// Space without blobs by identity.
    public NavigableMap<ObjectId, SpaceRow> spaces() {
        return state.spaces.rows();
    }

    /// Blobs by object.
    public NavigableMap<ObjectId, BlobRow> blobs() {
        return state.blobs.rows();
    }

    /// Whether a blob is known to be encoded wrongly.
    public boolean isInvalid(BlobId blob) {
        return state.invalidBlobs.has(blob);
    }

    /// Where the ledger stands as seen from a node's pool.
    public StakeWindow stakeWindow(NodeId node) {
        return StakeCommands.window(state, node);
    }
}
