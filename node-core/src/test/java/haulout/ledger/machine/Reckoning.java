// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.TEN;
import static java.math.BigInteger.ZERO;

import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.ledger.rules.Seat;
import haulout.ledger.rules.StorageBooks;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The money of a ledger reckoned a second time, from the commands alone: payments, prices,
/// burning, rewards, commission and exchange rates by the formulas of the contracts, in whole
/// numbers without an end, and with nothing of the code that is tested.
///
/// Only the shards of nodes are taken over, as they are selected. Slashing, subsidies and block
/// lists are not known here.
public final class Reckoning {
    private static final BigInteger MIB = BigInteger.valueOf(1 << 20);
    private static final BigInteger NO_PRICE = ONE.shiftLeft(64).subtract(ONE);
    private static final BigInteger HUNDRED = TEN.pow(2);

    // under half a WAL a pool is taken for empty
    private static final BigInteger DUST = BigInteger.valueOf(500_000_000);

    private final int shardCount;
    private final Map<NodeId, PoolReckoning> pools = new TreeMap<>();
    private final Map<ObjectId, Piece> pieces = new HashMap<>();
    private final Map<ObjectId, BigInteger> spaces = new HashMap<>();
    private final Map<ObjectId, Kept> blobs = new HashMap<>();
    private final NavigableMap<Long, BigInteger> income = new TreeMap<>();
    private final NavigableMap<Long, BigInteger> used = new TreeMap<>();
    private Map<NodeId, Integer> previous = Map.of();
    private Map<NodeId, Integer> current = Map.of();
    private Map<NodeId, Integer> next = Map.of();
    private BigInteger storagePrice = ZERO;
    private BigInteger writePrice = ZERO;
    private BigInteger minted = ZERO;
    private BigInteger burned = ZERO;
    private BigInteger paid = ZERO;
    private long epoch;

    private record Piece(NodeId node, BigInteger principal, long activation, long withdraw) {}

    private record Kept(BigInteger reserved, long end) {}

    /// @param shardCount of the ledger
    public Reckoning(int shardCount) {
        this.shardCount = shardCount;
    }

    /// What nodes got up to now, in FROST.
    public BigInteger paidToNodes() {
        return paid;
    }

    /// Follows a command that was carried out.
    public void follow(LedgerCommand command, CommandResult result) {
        switch (command) {
            case AccountCommand.Mint(var _, long amount) -> minted = minted.add(big(amount));
            case AccountCommand.Transfer _ -> {}
            case NodeCommand node -> follow(node, result);
            case StakeCommand stake -> follow(stake, result);
            case EpochCommand.EndVoting _ -> endVoting((CommandResult.CommitteeSelected) result);
            case EpochCommand.ChangeEpoch _ -> changeEpoch((CommandResult.EpochChanged) result);
            case EpochCommand.ReportSync _ -> {}
            case SpaceCommand space -> follow(space, result);
            case BlobCommand blob -> follow(blob, result);
            case StatementCommand _ -> {}
            case PenaltyCommand _ -> throw new IllegalArgumentException(command.name());
            case SubsidyCommand _ -> throw new IllegalArgumentException(command.name());
        }
    }

    private void follow(NodeCommand command, CommandResult result) {
        switch (command) {
            case NodeCommand.RegisterNode register -> {
                long activation = next.isEmpty() ? epoch : epoch + 1;
                PoolReckoning pool = new PoolReckoning(activation, register.commissionBps());
                pool.votes(register.votes().storagePrice(), register.votes().writePrice());
                pools.put(((CommandResult.NodeRegistered) result).node(), pool);
            }
            case NodeCommand.VotePrices(var node, long storage, long write) -> {
                pools.get(node).votes(storage, write);
                updatePrices();
                var set = (CommandResult.PricesSet) result;
                same("storage price", storagePrice, unsigned(set.storagePrice()));
                same("write price", writePrice, unsigned(set.writePrice()));
            }
            case NodeCommand.SetCommission(var node, int bps) ->
                    pools.get(node).schedule(epoch + 2, bps);
            case NodeCommand.CollectCommission(var node) ->
                    same(
                            "collected",
                            pools.get(node).collect(),
                            big(((CommandResult.Amount) result).amount()));
            default -> {}
        }
    }

    private void follow(StakeCommand command, CommandResult result) {
        switch (command) {
            case StakeCommand.Stake(var node, long amount) -> {
                long activation = next.isEmpty() ? epoch + 1 : epoch + 2;
                var staked = (CommandResult.Staked) result;
                same("activation", big(activation), big(staked.activationEpoch()));
                pieces.put(staked.stake(), new Piece(node, big(amount), activation, -1));
                pools.get(node).coming(activation, big(amount));
            }
            case StakeCommand.RequestUnstake(var id) -> {
                Piece piece = pieces.get(id);
                long leaves = next.containsKey(piece.node()) ? epoch + 2 : epoch + 1;
                long said = ((CommandResult.UnstakeRequested) result).withdrawEpoch();
                same("withdraw epoch", big(leaves), big(said));
                pools.get(piece.node())
                        .leaving(leaves, piece.principal(), piece.activation(), epoch);
                pieces.put(
                        id, new Piece(piece.node(), piece.principal(), piece.activation(), leaves));
            }
            case StakeCommand.Unstake(var id) -> {
                Piece piece = pieces.remove(id);
                PoolReckoning pool = pools.get(piece.node());
                boolean isRequested = piece.withdraw() >= 0;
                BigInteger reward =
                        isRequested
                                ? pool.pay(piece.principal(), piece.activation(), piece.withdraw())
                                : pool.leaveAtOnce(piece.principal(), piece.activation(), epoch);
                var unstaked = (CommandResult.Unstaked) result;
                same("principal", piece.principal(), big(unstaked.principal()));
                same("reward of a stake", reward, big(unstaked.reward()));
            }
            case StakeCommand.TransferStake _ -> {}
            case StakeCommand.SplitStake _, StakeCommand.JoinStakes _ ->
                    throw new IllegalArgumentException(command.name());
        }
    }

    private void follow(SpaceCommand command, CommandResult result) {
        switch (command) {
            case SpaceCommand.Reserve(long bytes, long epochs) -> {
                var bought = (CommandResult.SpaceBought) result;
                same("paid", buy(big(bytes), epoch, epoch + epochs), big(bought.paid()));
                spaces.put(bought.space(), big(bytes));
            }
            case SpaceCommand.TransferSpace _, SpaceCommand.DestroySpace _ -> {}
            default -> throw new IllegalArgumentException(command.name());
        }
    }

    private void follow(BlobCommand command, CommandResult result) {
        switch (command) {
            case BlobCommand.BuyBlob buy -> {
                BigInteger encoded = encoded(buy.blobBytes());
                var registered = (CommandResult.BlobRegistered) result;
                long end = epoch + buy.epochCount();
                same("for space", buy(encoded, epoch, end), big(registered.paidForSpace()));
                same("for writing", write(encoded), big(registered.paidForWriting()));
                blobs.put(registered.blob(), new Kept(encoded, end));
            }
            case BlobCommand.RegisterBlob register -> {
                var registered = (CommandResult.BlobRegistered) result;
                same(
                        "for writing",
                        write(encoded(register.blobBytes())),
                        big(registered.paidForWriting()));
                blobs.put(
                        registered.blob(),
                        new Kept(spaces.get(register.space()), registered.endEpoch()));
            }
            case BlobCommand.ExtendBlob(var id, long epochs) -> {
                Kept kept = blobs.get(id);
                long end = kept.end() + epochs;
                same(
                        "for longer",
                        buy(kept.reserved(), kept.end(), end),
                        big(((CommandResult.BlobExtended) result).paid()));
                blobs.put(id, new Kept(kept.reserved(), end));
            }
            case BlobCommand.DeleteBlob(var id) ->
                    spaces.put(
                            ((CommandResult.BlobDeleted) result).space(), blobs.get(id).reserved());
            case BlobCommand.ExtendBlobWithSpace _ ->
                    throw new IllegalArgumentException(command.name());
            default -> {}
        }
    }

    private BigInteger encoded(long blobBytes) {
        int most = (shardCount - 1) / 3;
        int primary = shardCount - 2 * most;
        int secondary = shardCount - most;
        long symbol = (Math.max(1, blobBytes) - 1) / ((long) primary * secondary) + 1;
        symbol += symbol % 2;
        return big(shardCount * ((primary + secondary) * symbol + 64L * shardCount + 32));
    }

    private static BigInteger units(BigInteger bytes) {
        return bytes.add(MIB).subtract(ONE).divide(MIB);
    }

    private BigInteger buy(BigInteger bytes, long from, long until) {
        BigInteger each = units(bytes).multiply(storagePrice);
        BigInteger sum = ZERO;
        for (long at = from; at < until; at++) {
            income.merge(at, each, BigInteger::add);
            used.merge(at, bytes, BigInteger::add);
            sum = sum.add(each);
        }
        return sum;
    }

    private BigInteger write(BigInteger encoded) {
        BigInteger fee = units(encoded).multiply(writePrice);
        income.merge(epoch, fee, BigInteger::add);
        return fee;
    }

    private void endVoting(CommandResult.CommitteeSelected selected) {
        previous.keySet().forEach(node -> pools.get(node).unblock());
        Map<NodeId, Integer> seats = new TreeMap<>();
        for (Seat seat : selected.seats()) {
            seats.put(seat.node(), seat.shards().size());
        }
        same("shards", big(shardCount), big(sum(seats.values())));
        next = seats;
    }

    private static int sum(Iterable<Integer> numbers) {
        int sum = 0;
        for (int number : numbers) {
            sum += number;
        }
        return sum;
    }

    private void changeEpoch(CommandResult.EpochChanged result) {
        BigInteger coins = income.getOrDefault(epoch, ZERO);
        BigInteger burn = coins.multiply(BigInteger.valueOf(3)).divide(HUNDRED);
        BigInteger left = coins.subtract(burn);
        BigInteger stored = used.getOrDefault(epoch, ZERO);
        BigInteger all = stored.multiply(big(sum(current.values()))).max(ONE);
        Map<NodeId, BigInteger> rewards = new TreeMap<>();
        BigInteger given = ZERO;
        for (var member : current.entrySet()) {
            BigInteger part = stored.multiply(big(member.getValue())).multiply(left).divide(all);
            rewards.put(member.getKey(), part);
            given = given.add(part);
        }
        same("burned", burn, big(result.burned()));
        same("rest", left.subtract(given), big(result.leftover()));
        Map<NodeId, BigInteger> said = new TreeMap<>();
        for (CommandResult.Reward reward : result.rewards()) {
            said.put(reward.node(), big(reward.amount()));
        }
        if (!said.equals(rewards)) {
            throw new AssertionError("rewards " + said + ", by the formula " + rewards);
        }
        burned = burned.add(burn);
        paid = paid.add(given);
        income.remove(epoch);
        used.remove(epoch);
        epoch++;
        income.merge(epoch, left.subtract(given), BigInteger::add);
        for (var member : rewards.entrySet()) {
            BigInteger homeless =
                    pools.get(member.getKey()).advance(epoch, member.getValue(), DUST);
            income.merge(epoch, homeless, BigInteger::add);
        }
        for (NodeId node : next.keySet()) {
            if (!current.containsKey(node)) {
                pools.get(node).advance(epoch, ZERO, DUST);
            }
        }
        previous = current;
        current = next;
        next = Map.of();
        updatePrices();
    }

    private void updatePrices() {
        storagePrice = price(true);
        writePrice = price(false);
    }

    /// The lowest vote that, with those below it, has a quorum of the shards.
    private BigInteger price(boolean ofStorage) {
        NavigableMap<BigInteger, Integer> votes = new TreeMap<>();
        for (var member : current.entrySet()) {
            votes.merge(
                    pools.get(member.getKey()).vote(ofStorage), member.getValue(), Integer::sum);
        }
        int weight = 0;
        for (var vote : votes.entrySet()) {
            weight += vote.getValue();
            if (3 * weight >= 2 * shardCount + 1) {
                return vote.getKey();
            }
        }
        return NO_PRICE;
    }

    /// Compares everything there is of money.
    public void compare(LedgerView view) {
        same("epoch", big(epoch), big(view.clock().epoch()));
        same("minted", minted, big(view.clock().minted()));
        same("burned", burned, big(view.clock().burned()));
        same("storage price", storagePrice, unsigned(view.books().storagePrice()));
        same("write price", writePrice, unsigned(view.books().writePrice()));
        List<StorageBooks.Account> accounts = view.books().accounts();
        for (int ahead = 0; ahead < accounts.size(); ahead++) {
            long at = epoch + ahead;
            BigInteger coins = income.getOrDefault(at, ZERO);
            same("coins of epoch " + at, coins, big(accounts.get(ahead).rewards()));
            BigInteger bytes = used.getOrDefault(at, ZERO);
            same("used in epoch " + at, bytes, big(accounts.get(ahead).usedCapacity()));
        }
        if (!view.pools().keySet().equals(pools.keySet())) {
            throw new AssertionError("pools " + view.pools().keySet() + ", " + pools.keySet());
        }
        view.pools().forEach((node, pool) -> pools.get(node).compare(pool, node));
        conserve(view);
    }

    /// Adds up all FROST there are.
    ///
    /// @throws AssertionError if they are not as many as were minted
    public static void conserve(LedgerView view) {
        BigInteger sum = big(view.clock().burned()).add(big(view.subsidy().pool()));
        for (long balance : view.accounts().values()) {
            sum = sum.add(big(balance));
        }
        for (LedgerRows.StakeRow row : view.stakes().values()) {
            sum = sum.add(big(row.stake().principal()));
        }
        for (var pool : view.pools().values()) {
            sum = sum.add(big(pool.rewardsPool())).add(big(pool.commission()));
        }
        for (StorageBooks.Account account : view.books().accounts()) {
            sum = sum.add(big(account.rewards()));
        }
        same("all FROST", big(view.clock().minted()), sum);
    }

    static void same(String what, BigInteger expected, BigInteger actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError(what + " is " + actual + ", by the formula " + expected);
        }
    }

    static BigInteger big(long number) {
        return BigInteger.valueOf(number);
    }

    static BigInteger unsigned(long number) {
        return new BigInteger(Long.toUnsignedString(number));
    }
}
