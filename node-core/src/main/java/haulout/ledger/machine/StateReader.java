// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.AccountAddress;
import haulout.core.BlobId;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.core.WireFormatException;
import haulout.crypto.BlsPublicKey;
import haulout.ledger.machine.LedgerRows.BlobRow;
import haulout.ledger.machine.LedgerRows.SlashRow;
import haulout.ledger.machine.LedgerRows.SpaceRow;
import haulout.ledger.machine.LedgerRows.StakeRow;
import haulout.ledger.machine.LedgerRows.SubsidyRow;
import haulout.ledger.rules.AbortException;
import haulout.ledger.rules.ActiveSet;
import haulout.ledger.rules.BlobTerm;
import haulout.ledger.rules.EpochAmounts;
import haulout.ledger.rules.ExchangeRate;
import haulout.ledger.rules.RateHistory;
import haulout.ledger.rules.Seat;
import haulout.ledger.rules.StakedWal;
import haulout.ledger.rules.StakingPool;
import haulout.ledger.rules.StorageBooks;
import haulout.ledger.rules.StorageSpace;
import haulout.wire.bcs.BcsReader;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads what [StateWriter] wrote.
final class StateReader {
    private static final String WHAT = "ledger state";
    private static final int MAX_ACCOUNTS_AHEAD = 1_000;
    private static final int MAX_SEATS = 1_000;
    private static final int MAX_SHARDS = 1_000;
    private static final int MAX_RATES = 1_000_000;

    private final BcsReader in;

    private StateReader(BcsReader in) {
        this.in = in;
    }

    /// Rules and state, read together.
    record Loaded(LedgerRules rules, LedgerState state) {}

    static Loaded read(byte[] bytes) throws WireFormatException {
        BcsReader in = new BcsReader(bytes);
        int version = in.u8("version");
        if (version != StateWriter.VERSION) {
            throw new WireFormatException(
                    WHAT, 0, "version " + StateWriter.VERSION, "version " + version);
        }
        LedgerRules rules = LedgerRules.read(in);
        LedgerState state = new LedgerState(rules);
        try {
            new StateReader(in).fill(state);
        } catch (AbortException | IllegalArgumentException e) {
            throw new WireFormatException(WHAT, in.offset(), "values in range", "others", e);
        }
        in.expectEnd(WHAT);
        state.undo.clear();
        return new Loaded(rules, state);
    }

    private void fill(LedgerState state) throws WireFormatException, AbortException {
        state.clock.set(clock());
        state.books.set(books());
        state.activeSet.set(activeSet());
        state.previous.set(committee());
        state.current.set(committee());
        state.next.set(committee());
        state.subsidy.set(subsidy());
        for (int left = count(LedgerLimits.MAX_ACCOUNTS); left > 0; left--) {
            AccountAddress key = address();
            state.accounts.put(key, in.u64("balance"));
        }
        for (int left = count(LedgerLimits.MAX_NODES); left > 0; left--) {
            NodeId key = nodeId();
            state.nodes.put(key, node());
        }
        for (int left = count(LedgerLimits.MAX_NODES); left > 0; left--) {
            NodeId key = nodeId();
            state.pools.put(key, pool());
        }
        for (int left = count(LedgerLimits.MAX_STAKES); left > 0; left--) {
            ObjectId key = objectId();
            state.stakes.put(key, stake());
        }
        for (int left = count(LedgerLimits.MAX_SPACES); left > 0; left--) {
            ObjectId key = objectId();
            state.spaces.put(key, new SpaceRow(address(), space()));
        }
        for (int left = count(LedgerLimits.MAX_BLOBS); left > 0; left--) {
            ObjectId key = objectId();
            state.blobs.put(key, blob());
        }
        for (int left = count(LedgerLimits.MAX_INVALID_BLOBS); left > 0; left--) {
            BlobId key = new BlobId(in.hash32("blob ID"));
            state.invalidBlobs.put(key, in.u32("epoch"));
        }
        for (int left = count(LedgerLimits.MAX_NODES); left > 0; left--) {
            NodeId key = nodeId();
            state.slashes.put(key, slash());
        }
    }

    private LedgerClock clock() throws WireFormatException {
        long epoch = in.u32("epoch");
        EpochState state =
                switch (in.tag("epoch state", 3)) {
                    case 0 -> new EpochState.Syncing(in.u16("weight"));
                    case 1 -> new EpochState.Done(in.u64("time"));
                    default -> new EpochState.Selected(in.u64("time"));
                };
        return new LedgerClock(
                epoch,
                state,
                in.u64("next capacity"),
                in.u64("minted"),
                in.u64("burned"),
                in.u64("last time"),
                in.u64("commands"),
                in.u64("events"));
    }

    private StorageBooks books() throws WireFormatException {
        long epoch = in.u32("epoch");
        long capacity = in.u64("capacity");
        long storagePrice = in.u64("storage price");
        long writePrice = in.u64("write price");
        List<StorageBooks.Account> accounts =
                in.list(
                        "accounts",
                        24,
                        MAX_ACCOUNTS_AHEAD,
                        r ->
                                new StorageBooks.Account(
                                        r.u64("used"), r.u64("rewards"), r.u64("subsidised")));
        return new StorageBooks(epoch, accounts, capacity, storagePrice, writePrice);
    }

    private ActiveSet activeSet() throws WireFormatException {
        int maxSize = (int) in.u32("size");
        long threshold = in.u64("threshold");
        return new ActiveSet(
                maxSize,
                threshold,
                in.list(
                        "candidates",
                        40,
                        maxSize,
                        r -> new ActiveSet.Entry(new NodeId(r.hash32("node")), r.u64("stake"))));
    }

    private StakingCommittee committee() throws WireFormatException {
        List<Seat> seats = new ArrayList<>();
        List<BlsPublicKey> keys = new ArrayList<>();
        for (int left = count(MAX_SEATS); left > 0; left--) {
            NodeId node = nodeId();
            keys.add(key());
            seats.add(new Seat(node, in.list("shards", 2, MAX_SHARDS, r -> r.u16("shard"))));
        }
        return new StakingCommittee(seats, keys);
    }

    private SubsidyRow subsidy() throws WireFormatException {
        return new SubsidyRow(
                in.u32("rate"),
                in.u64("base"),
                in.u64("per shard"),
                in.u64("pool"),
                optionalEpoch(),
                in.u64("time"));
    }

    private NodeRow node() throws WireFormatException {
        AccountAddress owner = address();
        NodeProfile profile = NodeProfile.read(in);
        BlsPublicKey key = key();
        List<BlsPublicKey> next = in.list("next key", BlsPublicKey.BYTES, 1, r -> key());
        return new NodeRow(
                owner,
                profile,
                key,
                next.isEmpty() ? null : next.getFirst(),
                address(),
                address(),
                NodeVotes.read(in),
                in.u32("sync done"),
                in.hash32("deny root"),
                in.u64("deny sequence"),
                in.u64("deny bytes"));
    }

    private StakingPool pool() throws WireFormatException {
        long activation = in.u32("activation");
        long latest = in.u32("latest");
        long walBalance = in.u64("balance");
        long shareCount = in.u64("shares");
        EpochAmounts stake = amounts();
        EpochAmounts shares = amounts();
        EpochAmounts preActive = amounts();
        EpochAmounts commissions = amounts();
        int bps = in.u16("commission rate");
        SortedMap<Long, ExchangeRate> rates = new TreeMap<>();
        for (int left = count(MAX_RATES); left > 0; left--) {
            long epoch = in.u32("epoch");
            rates.put(epoch, new ExchangeRate(in.u64("FROST"), in.u64("shares")));
        }
        return new StakingPool(
                activation,
                latest,
                walBalance,
                shareCount,
                stake,
                shares,
                preActive,
                commissions,
                bps,
                RateHistory.of(rates),
                in.u64("rewards"),
                in.u64("commission"),
                in.u64("blocked"));
    }

    private EpochAmounts amounts() throws WireFormatException {
        SortedMap<Long, Long> amounts = new TreeMap<>();
        for (int left = count(MAX_RATES); left > 0; left--) {
            long epoch = in.u32("epoch");
            amounts.put(epoch, in.u64("amount"));
        }
        return EpochAmounts.of(amounts);
    }

    private StakeRow stake() throws WireFormatException {
        AccountAddress owner = address();
        NodeId node = nodeId();
        long principal = in.u64("principal");
        long activation = in.u32("activation");
        return new StakeRow(owner, new StakedWal(node, principal, activation, optionalEpoch()));
    }

    private StorageSpace space() throws WireFormatException {
        return new StorageSpace(in.u32("start"), in.u32("end"), in.u64("bytes"));
    }

    private BlobRow blob() throws WireFormatException {
        return new BlobRow(
                address(),
                new BlobId(in.hash32("blob ID")),
                in.hash32("root"),
                in.u64("bytes"),
                in.u8("encoding"),
                in.u32("registered"),
                new BlobTerm(space(), BlobTerm.Deletion.of(in.bool("deletable")), optionalEpoch()),
                objectId(),
                BlobAttributes.read(in));
    }

    private SlashRow slash() throws WireFormatException {
        long epoch = in.u32("epoch");
        int weight = in.u16("weight");
        return new SlashRow(
                epoch,
                weight,
                in.list("voters", 32, MAX_SEATS, r -> new NodeId(r.hash32("voter"))));
    }

    private BlsPublicKey key() throws WireFormatException {
        return BlsPublicKey.decode(in.fixedBytes("key", BlsPublicKey.BYTES));
    }

    private AccountAddress address() throws WireFormatException {
        return new AccountAddress(in.hash32("address"));
    }

    private NodeId nodeId() throws WireFormatException {
        return new NodeId(in.hash32("node"));
    }

    private ObjectId objectId() throws WireFormatException {
        return new ObjectId(in.hash32("object"));
    }

    private int count(int max) throws WireFormatException {
        return in.count("rows", 1, max);
    }

    private long optionalEpoch() throws WireFormatException {
        return in.bool("epoch set") ? in.u32("epoch") : -1;
    }
}
