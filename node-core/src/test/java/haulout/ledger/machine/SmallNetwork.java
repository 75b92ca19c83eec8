// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.AccountAddress;
import haulout.core.Epoch;
import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.crypto.BlsSignature;
import haulout.ledger.rules.BlobTerm;
import haulout.ledger.rules.PoolRules;
import haulout.wire.BlobPersistence;
import haulout.wire.MessageCertificate;
import haulout.wire.ProtocolMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Commands of a few nodes, for tests of what stands around the machine.
public final class SmallNetwork {
    /// The faucet.
    public static final AccountAddress HOST = TestNode.account(999);

    /// Who runs all nodes.
    public static final AccountAddress OPERATOR = TestNode.account(1);

    /// When the ledger begins.
    public static final long START = 1_000_000;

    /// How long an epoch lasts.
    public static final long EPOCH_MILLIS = 600_000;

    private static final long WAL = 1_000_000_000L;

    private final List<TestNode> nodes = new ArrayList<>();

    /// @param nodeCount how many nodes
    public SmallNetwork(int nodeCount, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < nodeCount; i++) {
            nodes.add(TestNode.of(random));
        }
    }

    /// Rules with 10 shards and epochs of ten minutes.
    public static LedgerRules rules() {
        return new LedgerRules(
                new Hash32(1, 2, 3, 4),
                HOST,
                10,
                START,
                EPOCH_MILLIS,
                0,
                53,
                3,
                111,
                new PoolRules(PoolRules.Schedule.LATEST, PoolRules.Guards.ON),
                LedgerRules.FULL_SUPPLY,
                0);
    }

    /// Registers node number `index` in epoch 0.
    public LedgerCommand registration(int index) {
        return nodes.get(index)
                .registration(OPERATOR, 0, "n" + index, 1_000, new NodeVotes(1_000, 200, 1L << 36));
    }

    /// Stakes as much with every node.
    public static LedgerCommand stake(NodeId node, int index) {
        return new StakeCommand.Stake(node, (1_000L + index) * WAL);
    }

    /// A permanent blob, known by a number.
    public static BlobCommand.BuyBlob blob(long number) {
        Hash32 root = new Hash32(number, 9, 9, 9);
        var register =
                new BlobCommand.RegisterBlob(
                        new ObjectId(Hash32.ZERO),
                        new haulout.core.BlobId(Hash32.ZERO),
                        root,
                        1_000,
                        1,
                        BlobTerm.Deletion.PERMANENT,
                        BlobAttributes.NONE);
        return new BlobCommand.BuyBlob(
                OPERATOR,
                2,
                BlobCommands.blobId(register),
                root,
                1_000,
                1,
                BlobTerm.Deletion.PERMANENT,
                BlobAttributes.NONE);
    }

    /// What all nodes sign together.
    public MessageCertificate certificate(LedgerView view, ProtocolMessage message) {
        byte[] bytes = message.toBytes();
        List<Integer> signers = new ArrayList<>();
        List<BlsSignature> signatures = new ArrayList<>();
        var keys = view.currentCommittee().keys();
        for (int i = 0; i < keys.size(); i++) {
            for (TestNode node : nodes) {
                if (node.key().publicKey().equals(keys.get(i))) {
                    signers.add(i);
                    signatures.add(node.key().sign(bytes));
                }
            }
        }
        return new MessageCertificate(
                signers, bytes, BlsSignature.aggregate(signatures).unchecked());
    }

    /// That all nodes store a permanent blob.
    public LedgerCommand certify(LedgerView view, ObjectId object) {
        var message =
                new ProtocolMessage.StorageConfirmation(
                        new Epoch(view.clock().epoch()),
                        view.blobs().get(object).blobId(),
                        BlobPersistence.PERMANENT);
        return new BlobCommand.CertifyBlob(
                object,
                SignedStatement.of(
                        certificate(view, message), view.currentCommittee().seats().size()));
    }
}
