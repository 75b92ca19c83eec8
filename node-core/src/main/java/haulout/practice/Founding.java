// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import haulout.assembly.NodeHome;
import haulout.assembly.NodeKeys;
import haulout.core.AccountAddress;
import haulout.core.Epoch;
import haulout.core.NodeId;
import haulout.crypto.BlsPublicKey;
import haulout.crypto.BlsSecretKey;
import haulout.identity.NodeSecrets;
import haulout.ledger.ChainException;
import haulout.ledger.embedded.Faucet;
import haulout.ledger.machine.CommandResult;
import haulout.ledger.machine.NodeCommand;
import haulout.ledger.machine.NodeProfile;
import haulout.ledger.machine.NodeRow;
import haulout.ledger.machine.NodeVotes;
import haulout.ledger.machine.StakeCommand;
import haulout.wire.ProtocolMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// How nodes come into a practice network: each is registered by an operator of its own, who then
/// stakes as much as all others do.
///
/// The nodes stand in the order of their identities, which is that of every committee. A founding
/// that was cut off is begun again; what it left on the ledger has no stake and never gets a shard.
final class Founding {
    /// A million WAL.
    private static final long STAKE = Faucet.MAX_GIFT;

    /// What the operator of the first node, whose user this is, gets besides: enough to stake and
    /// to store for years.
    private static final long POCKET_MONEY = Faucet.MAX_GIFT / 100;

    // a tenth of the rewards, as most operators take
    private static final int COMMISSION_BPS = 1_000;

    // those of the real network in its second year, in FROST per MiB and epoch, and per MiB
    private static final long STORAGE_PRICE = 11_000;
    private static final long WRITE_PRICE = 20_000;

    private final PracticeLedger chain;
    private final RandomGenerator random;
    private final long capacity;

    /// @param random cryptographically strong
    /// @param capacity what each node can store, in bytes
    Founding(PracticeLedger chain, RandomGenerator random, long capacity) {
        this.chain = chain;
        this.random = random;
        this.capacity = capacity;
    }

    /// The keys of all nodes, which are registered if they are not yet.
    ///
    /// @param homes in the order of the nodes
    List<NodeKeys> keys(List<NodeHome> homes) throws IOException, InterruptedException {
        List<NodeKeys> known = new ArrayList<>();
        for (NodeHome home : homes) {
            Optional<NodeKeys> keys = known(home);
            if (keys.isPresent()) {
                known.add(keys.get());
            }
        }
        if (known.size() == homes.size()) {
            return known;
        }
        if (chain.ledger().epoch().value() > 0) {
            throw new IOException(
                    "the practice network has "
                            + known.size()
                            + " of its "
                            + homes.size()
                            + " nodes left; choose another --home, or bring back their folders");
        }
        return register(homes);
    }

    /// The keys of a node that is registered. Keys that were brought back without their identity
    /// are known to the ledger by themselves.
    private Optional<NodeKeys> known(NodeHome home) throws IOException {
        home.identityFolder().refuseIfRetired();
        Optional<NodeSecrets> secrets = home.identityFolder().secrets();
        if (secrets.isEmpty()) {
            return Optional.empty();
        }
        Optional<NodeId> node = node(secrets.get());
        if (node.isEmpty()) {
            return Optional.empty();
        }
        NodeKeys keys = new NodeKeys(node.get(), secrets.get());
        if (!home.identityFolder().nodeId().equals(node)) {
            keys.save(home);
        }
        return Optional.of(keys);
    }

    /// Which node the ledger knows by a key.
    private Optional<NodeId> node(NodeSecrets secrets) {
        BlsPublicKey key = secrets.protocol().publicKey();
        return chain.ledger()
                .read(view ->
                        view.nodes().entrySet().stream()
                                .filter(entry -> entry.getValue().key().equals(key))
                                .map(Map.Entry::getKey)
                                .findFirst());
    }

    /// Registers those that are not: keys that are there stay where they are, new ones get their
    /// places in the order of their identities.
    private List<NodeKeys> register(List<NodeHome> homes) throws IOException, InterruptedException {
        List<NodeKeys> fresh = new ArrayList<>();
        List<NodeKeys> all = new ArrayList<>();
        for (NodeHome home : homes) {
            Optional<NodeSecrets> secrets = home.identityFolder().secrets();
            if (secrets.isEmpty()) {
                fresh.add(registered(NodeSecrets.generate(random)));
            }
        }
        fresh.sort(Comparator.comparing(NodeKeys::nodeId));
        for (NodeHome home : homes) {
            Optional<NodeSecrets> secrets = home.identityFolder().secrets();
            NodeKeys keys = secrets.isPresent() ? registered(secrets.get()) : fresh.removeFirst();
            keys.save(home);
            all.add(keys);
        }
        return all;
    }

    /// A node under an address at which nobody answers yet, unless the ledger has it already.
    private NodeKeys registered(NodeSecrets secrets) throws ChainException, InterruptedException {
        Optional<NodeId> known = node(secrets);
        if (known.isPresent()) {
            return new NodeKeys(known.get(), secrets);
        }
        BlsSecretKey protocol = secrets.protocol();
        AccountAddress operator = new AccountAddress(PracticeLedger.number(random));
        byte[] proof =
                new ProtocolMessage.ProofOfPossession(
                                new Epoch(chain.ledger().epoch().value()),
                                operator,
                                protocol.publicKey().unchecked())
                        .toBytes();
        var command =
                new NodeCommand.RegisterNode(
                        NodeProfile.of("new", "127.0.0.1:1", secrets.network().publicKey()),
                        protocol.publicKey().unchecked(),
                        protocol.sign(proof).unchecked(),
                        COMMISSION_BPS,
                        new NodeVotes(STORAGE_PRICE, WRITE_PRICE, capacity));
        if (chain.require(operator, command) instanceof CommandResult.NodeRegistered(var node)) {
            return new NodeKeys(node, secrets);
        }
        throw new ChainException("registration without a node");
    }

    /// Says on the ledger how a node is called and where it answers, if that is not there yet.
    void publish(NodeId node, String name, String address)
            throws ChainException, InterruptedException {
        NodeRow row = row(node);
        NodeProfile before = row.profile();
        NodeProfile after =
                new NodeProfile(
                        name,
                        address,
                        before.networkKey(),
                        before.imageUrl(),
                        before.projectUrl(),
                        before.description());
        if (!after.equals(before)) {
            chain.require(row.owner(), new NodeCommand.UpdateProfile(node, after));
        }
    }

    /// What the ledger knows of a node.
    NodeRow row(NodeId node) {
        return chain.ledger().read(view -> Objects.requireNonNull(view.nodes().get(node)));
    }

    /// Gives every node that has no stake its stake. Not one that was in the committee before: its
    /// owner has taken it back, and gets no other one as a present.
    ///
    /// @param all whether the first one as well; without a stake it never gets a shard
    void stake(List<NodeId> nodes, boolean all) throws ChainException, InterruptedException {
        if (!all) {
            givePocketMoney(nodes.getFirst());
        }
        for (NodeId node : all ? nodes : nodes.subList(1, nodes.size())) {
            boolean isStaked =
                    chain.ledger()
                            .read(view ->
                                    view.stakes().values().stream()
                                            .anyMatch(row -> row.stake().node().equals(node)));
            boolean wasMember = row(node).lastSyncDone() > 0;
            if (!isStaked && !wasMember) {
                AccountAddress operator = row(node).owner();
                chain.faucet().give(operator, STAKE);
                if (node.equals(nodes.getFirst())) {
                    chain.faucet().give(operator, POCKET_MONEY);
                }
                chain.require(operator, new StakeCommand.Stake(node, STAKE));
            }
        }
    }

    private void givePocketMoney(NodeId node) throws ChainException, InterruptedException {
        AccountAddress owner = row(node).owner();
        boolean isNew = chain.ledger().epoch().value() == 0;
        if (isNew) {
            chain.faucet().give(owner, POCKET_MONEY);
        }
    }
}
