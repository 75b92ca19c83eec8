// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.NodeId;
import haulout.crypto.BlsPublicKey;
import haulout.ledger.machine.LedgerRows.BlobRow;
import haulout.ledger.machine.LedgerRows.SlashRow;
import haulout.ledger.machine.LedgerRows.SpaceRow;
import haulout.ledger.machine.LedgerRows.StakeRow;
import haulout.ledger.machine.LedgerRows.SubsidyRow;
import haulout.ledger.rules.ActiveSet;
import haulout.ledger.rules.BlobTerm;
import haulout.ledger.rules.EpochAmounts;
import haulout.ledger.rules.Seat;
import haulout.ledger.rules.StakedWal;
import haulout.ledger.rules.StakingPool;
import haulout.ledger.rules.StorageBooks;
import haulout.ledger.rules.StorageSpace;
import haulout.wire.bcs.BcsWriter;
import java.util.List;

/// The one way to write a ledger's state as bytes: the tables in a fixed order, the rows of each
/// ascending by key. Two states are equal if and only if their bytes are.
final class StateWriter {
    /// First byte; counts up when the layout changes.
    static final int VERSION = 1;

    private static final int USUAL_BYTES = 1 << 16;

    private final BcsWriter out = new BcsWriter(USUAL_BYTES);

    private StateWriter() {}

    static byte[] write(LedgerRules rules, LedgerState state) {
        StateWriter writer = new StateWriter();
        writer.out.u8(VERSION);
        rules.write(writer.out);
        writer.clock(state.clock.get());
        writer.books(state.books.get());
        writer.activeSet(state.activeSet.get());
        writer.committee(state.previous.get());
        writer.committee(state.current.get());
        writer.committee(state.next.get());
        writer.subsidy(state.subsidy.get());
        writer.tables(state);
        return writer.out.toBytes();
    }

    private void tables(LedgerState state) {
        out.uleb(state.accounts.rows().size());
        state.accounts.rows().forEach((key, row) -> out.hash32(key.value()).u64(row));
        out.uleb(state.nodes.rows().size());
        state.nodes.rows().forEach(this::node);
        out.uleb(state.pools.rows().size());
        state.pools.rows().forEach(this::pool);
        out.uleb(state.stakes.rows().size());
        state.stakes
                .rows()
                .forEach((key, row) -> {
                    out.hash32(key.value());
                    stake(row);
                });
        out.uleb(state.spaces.rows().size());
        state.spaces
                .rows()
                .forEach((key, row) -> {
                    out.hash32(key.value());
                    space(row);
                });
        out.uleb(state.blobs.rows().size());
        state.blobs
                .rows()
                .forEach((key, row) -> {
                    out.hash32(key.value());
                    blob(row);
                });
        out.uleb(state.invalidBlobs.rows().size());
        state.invalidBlobs.rows().forEach((key, epoch) -> out.hash32(key.hash()).u32(epoch));
        out.uleb(state.slashes.rows().size());
        state.slashes.rows().forEach(this::slash);
    }

    private void clock(LedgerClock clock) {
        out.u32(clock.epoch());
        switch (clock.state()) {
            case EpochState.Syncing(int weight) -> out.uleb(0).u16(weight);
            case EpochState.Done(long since) -> out.uleb(1).u64(since);
            case EpochState.Selected(long since) -> out.uleb(2).u64(since);
        }
        out.u64(clock.nextCapacity()).u64(clock.minted()).u64(clock.burned());
        out.u64(clock.lastMillis()).u64(clock.commandCount()).u64(clock.eventCount());
    }

    private void books(StorageBooks books) {
        out.u32(books.epoch()).u64(books.totalCapacity());
        out.u64(books.storagePrice()).u64(books.writePrice());
        out.list(
                books.accounts(),
                (writer, account) ->
                        writer.u64(account.usedCapacity())
                                .u64(account.rewards())
                                .u64(account.subsidised()));
    }

    private void activeSet(ActiveSet set) {
        out.u32(set.maxSize()).u64(set.thresholdStake());
        out.list(
                set.entries(),
                (writer, entry) -> writer.hash32(entry.node().value()).u64(entry.stake()));
    }

    private void committee(StakingCommittee committee) {
        out.uleb(committee.seats().size());
        for (int i = 0; i < committee.seats().size(); i++) {
            Seat seat = committee.seats().get(i);
            out.hash32(seat.node().value());
            out.fixedBytes(committee.keys().get(i).toBytes());
            out.list(seat.shards(), BcsWriter::u16);
        }
    }

    private void subsidy(SubsidyRow row) {
        out.u32(row.rateBps()).u64(row.base()).u64(row.perShard()).u64(row.pool());
        optionalEpoch(row.latestEpoch());
        out.u64(row.lastMillis());
    }

    private void node(NodeId key, NodeRow row) {
        out.hash32(key.value()).hash32(row.owner().value());
        row.profile().write(out);
        out.fixedBytes(row.key().toBytes());
        out.list(
                row.rotation().stream().toList(),
                (BcsWriter writer, BlsPublicKey next) -> writer.fixedBytes(next.toBytes()));
        out.hash32(row.commissionReceiver().value()).hash32(row.governance().value());
        row.votes().write(out);
        out.u32(row.lastSyncDone()).hash32(row.denyRoot());
        out.u64(row.denySequence()).u64(row.denyBytes());
    }

    private void pool(NodeId key, StakingPool pool) {
        out.hash32(key.value()).u32(pool.activationEpoch()).u32(pool.latestEpoch());
        out.u64(pool.walBalance()).u64(pool.shareCount());
        List.of(
                        pool.pendingStake(),
                        pool.sharesOut(),
                        pool.preActiveOut(),
                        pool.pendingCommission())
                .forEach(this::amounts);
        out.u16(pool.commissionBps());
        out.uleb(pool.rates().entries().size());
        pool.rates()
                .entries()
                .forEach((epoch, rate) -> out.u32(epoch).u64(rate.wal()).u64(rate.shares()));
        out.u64(pool.rewardsPool()).u64(pool.commission()).u64(pool.blockedCommission());
    }

    private void amounts(EpochAmounts amounts) {
        out.uleb(amounts.entries().size());
        amounts.entries().forEach((epoch, amount) -> out.u32(epoch).u64(amount));
    }

    private void stake(StakeRow row) {
        StakedWal stake = row.stake();
        out.hash32(row.owner().value()).hash32(stake.node().value()).u64(stake.principal());
        out.u32(stake.activationEpoch());
        optionalEpoch(stake.withdrawEpoch());
    }

    private void space(SpaceRow row) {
        out.hash32(row.owner().value());
        space(row.space());
    }

    private void space(StorageSpace space) {
        out.u32(space.startEpoch()).u32(space.endEpoch()).u64(space.bytes());
    }

    private void blob(BlobRow row) {
        out.hash32(row.owner().value()).hash32(row.blobId().hash()).hash32(row.root());
        out.u64(row.blobBytes()).u8(row.encodingType()).u32(row.registeredEpoch());
        space(row.term().space());
        out.bool(row.term().deletion() == BlobTerm.Deletion.DELETABLE);
        optionalEpoch(row.term().certifiedEpoch());
        out.hash32(row.spaceId().value());
        row.attributes().write(out);
    }

    private void slash(NodeId key, SlashRow row) {
        out.hash32(key.value()).u32(row.epoch()).u16(row.weight());
        out.list(row.voters(), (writer, voter) -> writer.hash32(voter.value()));
    }

    /// 00 for a negative number, otherwise 01 and the epoch.
    private void optionalEpoch(long epoch) {
        out.bool(epoch >= 0);
        if (epoch >= 0) {
            out.u32(epoch);
        }
    }
}
