// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.AccountAddress;
import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.crypto.BlsSignature;
import haulout.ledger.machine.LedgerRows.BlobRow;
import haulout.ledger.rules.BlobTerm;
import haulout.ledger.rules.Seat;
import haulout.ledger.rules.U64;
import haulout.wire.BlobPersistence;
import haulout.wire.ProtocolMessage;
import haulout.wire.SignerBitmap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Makes random commands that are mostly sensible, and now and then nonsense.
final class RandomLedger {
    /// The faucet.
    static final AccountAddress HOST = TestNode.account(999);

    private static final int ACCOUNTS = 8;
    private static final long WAL = 1_000_000_000L;

    private final LedgerView view;
    private final Random random;
    private final int maxNodes;
    private final Map<NodeId, TestNode> keys = new HashMap<>();
    private final List<TestNode> pool = new ArrayList<>();
    private long now;

    /// @param pool keys to be used, because making them takes time
    RandomLedger(LedgerView view, Random random, int maxNodes) {
        this.view = view;
        this.random = random;
        this.maxNodes = maxNodes;
        this.now = view.clock().lastMillis();
        for (int i = 0; i < maxNodes; i++) {
            pool.add(TestNode.of(random));
        }
    }

    /// A command and whose it is.
    record Step(long nowMillis, AccountAddress sender, LedgerCommand command) {}

    /// What is to be done next.
    Step next() {
        now += random.nextInt(20);
        int dice = random.nextInt(1_000);
        if (dice < 25 || view.clock().minted() == 0) {
            return step(HOST, new AccountCommand.Mint(account(), amount(100_000)));
        }
        if (dice < 80) {
            return step(account(), new AccountCommand.Transfer(account(), amount(1_000)));
        }
        if (dice < 300) {
            return stakeStep();
        }
        if (dice < 420) {
            return nodeStep();
        }
        if (dice < 720) {
            return epochStep();
        }
        if (dice < 960) {
            return storageStep();
        }
        return governanceStep();
    }

    /// Tells which keys a node has.
    void learn(Step step, Outcome outcome) {
        if (outcome instanceof Outcome.Applied(var _, CommandResult.NodeRegistered(var node), var _)
                && step.command() instanceof NodeCommand.RegisterNode register) {
            pool.stream()
                    .filter(one -> one.key().publicKey().unchecked().equals(register.key()))
                    .forEach(one -> keys.put(node, one));
        }
    }

    private Step stakeStep() {
        int dice = random.nextInt(100);
        if (dice < 35) {
            return step(account(), new StakeCommand.Stake(node(), amount(500)));
        }
        var rows = List.copyOf(view.stakes().entrySet());
        if (rows.isEmpty()) {
            return step(account(), new StakeCommand.Stake(node(), 5 * WAL));
        }
        var row = rows.get(random.nextInt(rows.size()));
        AccountAddress owner = random.nextInt(50) == 0 ? account() : row.getValue().owner();
        ObjectId other = rows.get(random.nextInt(rows.size())).getKey();
        StakeCommand command =
                switch (dice / 10) {
                    case 3, 4, 5 -> new StakeCommand.RequestUnstake(row.getKey());
                    case 6, 7 -> new StakeCommand.Unstake(row.getKey());
                    case 8 ->
                            random.nextBoolean()
                                    ? new StakeCommand.SplitStake(row.getKey(), amount(100))
                                    : new StakeCommand.JoinStakes(row.getKey(), other);
                    default -> new StakeCommand.TransferStake(row.getKey(), account());
                };
        return step(owner, command);
    }

    private Step nodeStep() {
        if (keys.size() < maxNodes && random.nextInt(3) == 0) {
            AccountAddress operator = account();
            long epoch = view.clock().epoch();
            NodeVotes votes = new NodeVotes(price(), price(), 1L << (28 + random.nextInt(12)));
            int bps = random.nextInt(20) == 0 ? 10_001 : random.nextInt(10_001);
            return step(
                    operator,
                    pool.get(keys.size())
                            .registration(
                                    random.nextInt(30) == 0 ? account() : operator,
                                    epoch,
                                    "node " + keys.size(),
                                    bps,
                                    votes));
        }
        NodeId node = node();
        AccountAddress operator = operator(node);
        NodeCommand command =
                switch (random.nextInt(7)) {
                    case 0 -> new NodeCommand.VotePrices(node, price(), price());
                    case 1 ->
                            new NodeCommand.VoteCapacity(
                                    node, random.nextInt(9) == 0 ? U64.MAX : 1L << 36);
                    case 2 -> new NodeCommand.SetCommission(node, random.nextInt(10_100));
                    case 3, 4 -> new NodeCommand.CollectCommission(node);
                    case 5 -> new NodeCommand.TryJoinActiveSet(node);
                    default ->
                            random.nextInt(6) == 0
                                    ? new NodeCommand.DestroyPool(node)
                                    : rotation(node, operator);
                };
        return step(operator, command);
    }

    private NodeCommand rotation(NodeId node, AccountAddress operator) {
        // because the node goes on signing with the key that it registered, it is set to itself
        TestNode key = keys.get(node);
        if (key == null) {
            return new NodeCommand.TryJoinActiveSet(node);
        }
        return new NodeCommand.RotateKey(
                node,
                key.key().publicKey().unchecked(),
                key.key().sign(key.proofMessage(operator, view.clock().epoch())).unchecked());
    }

    private Step epochStep() {
        EpochState state = view.clock().state();
        if (state instanceof EpochState.Syncing && random.nextInt(12) != 0) {
            List<Seat> seats = view.currentCommittee().seats();
            NodeId node = seats.get(random.nextInt(seats.size())).node();
            return step(
                    operator(node),
                    new EpochCommand.ReportSync(
                            node, view.clock().epoch() - (random.nextInt(40) == 0 ? 1 : 0)));
        }
        if (random.nextInt(6) == 0) {
            now += view.rules().epochMillis() / 2;
        }
        return step(
                account(),
                state instanceof EpochState.Selected
                        ? new EpochCommand.ChangeEpoch()
                        : new EpochCommand.EndVoting());
    }

    private Step storageStep() {
        int dice = random.nextInt(100);
        if (dice < 25) {
            return step(
                    account(),
                    random.nextInt(4) == 0
                            ? new SpaceCommand.ReserveRange(
                                    bytes(),
                                    view.clock().epoch() + random.nextInt(4),
                                    view.clock().epoch() + random.nextInt(9))
                            : new SpaceCommand.Reserve(bytes(), random.nextInt(9)));
        }
        if (dice < 45) {
            return spaceStep();
        }
        if (dice < 60) {
            AccountAddress owner = account();
            return step(owner, buy(owner));
        }
        return blobStep(dice);
    }

    private Step spaceStep() {
        var rows = List.copyOf(view.spaces().entrySet());
        if (rows.isEmpty()) {
            return step(account(), new SpaceCommand.Reserve(1 << 20, 3));
        }
        var row = rows.get(random.nextInt(rows.size()));
        ObjectId other = rows.get(random.nextInt(rows.size())).getKey();
        long bytes = row.getValue().space().bytes();
        LedgerCommand command =
                switch (random.nextInt(7)) {
                    case 0 ->
                            new SpaceCommand.SplitByEpoch(
                                    row.getKey(), view.clock().epoch() + random.nextInt(5));
                    case 1 -> new SpaceCommand.SplitBySize(row.getKey(), bytes / 3);
                    case 2 -> new SpaceCommand.Fuse(row.getKey(), other);
                    case 3 -> new SpaceCommand.DestroySpace(row.getKey());
                    case 4 -> new SpaceCommand.TransferSpace(row.getKey(), account());
                    default -> register(row.getKey());
                };
        return step(row.getValue().owner(), command);
    }

    private Step blobStep(int dice) {
        var rows = List.copyOf(view.blobs().entrySet());
        if (rows.isEmpty()) {
            return step(account(), buy(account()));
        }
        var row = rows.get(random.nextInt(rows.size()));
        ObjectId id = row.getKey();
        AccountAddress owner = row.getValue().owner();
        if (dice < 75) {
            return step(owner, certify(id, row.getValue()));
        }
        return step(
                owner,
                switch (dice % 5) {
                    case 0, 1 -> new BlobCommand.ExtendBlob(id, random.nextInt(4));
                    case 2 -> new BlobCommand.DeleteBlob(id);
                    case 3 ->
                            new BlobCommand.SetAttributes(
                                    id, BlobAttributes.of(Map.of("kind", "quilt")));
                    default ->
                            random.nextBoolean()
                                    ? new BlobCommand.TransferBlob(id, account())
                                    : new BlobCommand.BurnBlob(id);
                });
    }

    private Step governanceStep() {
        NodeId node = node();
        return switch (random.nextInt(8)) {
            case 0 -> step(HOST, new SubsidyCommand.SetSubsidy(random.nextInt(20_000), 1_000, 10));
            case 1 -> step(account(), new SubsidyCommand.FundSubsidy(amount(10)));
            case 2 -> step(account(), new SubsidyCommand.ProcessSubsidies());
            case 3 -> step(account(), new SubsidyCommand.AddSubsidy(amount(1), random.nextInt(9)));
            case 4, 5 -> {
                NodeId voter = node();
                yield step(operator(voter), new PenaltyCommand.VoteSlash(voter, node));
            }
            case 6 -> step(account(), new PenaltyCommand.ExecuteSlash(node));
            default -> {
                var message =
                        new ProtocolMessage.DenyListUpdate(
                                epoch(), node, random.nextInt(50), 1L << 22, Hash32.ZERO);
                yield step(
                        operator(node), new StatementCommand.UpdateDenyList(node, signed(message)));
            }
        };
    }

    private BlobCommand certify(ObjectId id, BlobRow row) {
        BlobPersistence persistence =
                row.term().isDeletable()
                        ? new BlobPersistence.Deletable(id)
                        : BlobPersistence.PERMANENT;
        return new BlobCommand.CertifyBlob(
                id,
                signed(
                        new ProtocolMessage.StorageConfirmation(
                                epoch(), row.blobId(), persistence)));
    }

    private BlobCommand register(ObjectId space) {
        BlobCommand.BuyBlob blob = buy(account());
        return new BlobCommand.RegisterBlob(
                space,
                blob.blobId(),
                blob.root(),
                blob.blobBytes(),
                1,
                blob.deletion(),
                BlobAttributes.NONE);
    }

    private BlobCommand.BuyBlob buy(AccountAddress owner) {
        Hash32 root = new Hash32(random.nextLong(), 1, 2, 3);
        long size = random.nextInt(40) == 0 ? 1L << 40 : random.nextInt(1 << 21);
        BlobId id = BlobCommands.blobId(unchecked(root, size));
        return new BlobCommand.BuyBlob(
                owner,
                random.nextInt(9),
                random.nextInt(40) == 0 ? new BlobId(Hash32.ZERO) : id,
                root,
                size,
                1,
                BlobTerm.Deletion.of(random.nextBoolean()),
                BlobAttributes.NONE);
    }

    private static BlobCommand.RegisterBlob unchecked(Hash32 root, long size) {
        return new BlobCommand.RegisterBlob(
                new ObjectId(Hash32.ZERO),
                new BlobId(Hash32.ZERO),
                root,
                size,
                1,
                BlobTerm.Deletion.PERMANENT,
                BlobAttributes.NONE);
    }

    /// Signed by all but a few.
    SignedStatement signed(ProtocolMessage message) {
        List<Seat> seats = view.currentCommittee().seats();
        byte[] bytes = message.toBytes();
        List<BlsSignature> signatures = new ArrayList<>();
        List<Integer> signers = new ArrayList<>();
        for (int i = 0; i < seats.size(); i++) {
            TestNode node = keys.get(seats.get(i).node());
            if (node != null && random.nextInt(10) != 0) {
                signers.add(i);
                signatures.add(node.key().sign(bytes));
            }
        }
        if (signers.isEmpty()) {
            signatures.add(pool.getFirst().key().sign(bytes));
        }
        return new SignedStatement(
                SignerBitmap.of(signers, seats.size()),
                bytes,
                BlsSignature.aggregate(signatures).unchecked());
    }

    private Epoch epoch() {
        return new Epoch(view.clock().epoch());
    }

    private Step step(AccountAddress sender, LedgerCommand command) {
        return new Step(now, sender, command);
    }

    private AccountAddress account() {
        return TestNode.account(1 + random.nextInt(ACCOUNTS));
    }

    private NodeId node() {
        var nodes = List.copyOf(view.nodes().keySet());
        return nodes.isEmpty() || random.nextInt(200) == 0
                ? new NodeId(new Hash32(1, 2, 3, 4))
                : nodes.get(random.nextInt(nodes.size()));
    }

    private AccountAddress operator(NodeId node) {
        NodeRow row = view.nodes().get(node);
        return row == null || random.nextInt(60) == 0 ? account() : row.owner();
    }

    private long amount(int maxWal) {
        return switch (random.nextInt(30)) {
            case 0 -> random.nextLong();
            case 1 -> random.nextInt(1_000);
            default -> Math.floorMod(random.nextLong(), maxWal * WAL) + 1;
        };
    }

    private long price() {
        return random.nextInt(40) == 0 ? U64.MAX : random.nextInt(200_000);
    }

    private long bytes() {
        return random.nextInt(30) == 0 ? random.nextLong() : random.nextInt(1 << 28);
    }
}
