// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.AccountAddress;
import haulout.core.Epoch;
import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.core.WireFormatException;
import haulout.crypto.BlsSecretKey;
import haulout.crypto.NetworkPublicKey;
import haulout.crypto.NetworkSecretKey;
import haulout.wire.ProtocolMessage;
import java.util.Random;

/// Keys of a node, and its registration.
record TestNode(BlsSecretKey key) {
    private static final NetworkPublicKey NETWORK_KEY = NetworkSecretKey.generate().publicKey();

    static TestNode of(Random random) {
        return new TestNode(BlsSecretKey.generate(random));
    }

    static AccountAddress account(int number) {
        return new AccountAddress(new Hash32(number, 1, 2, 3));
    }

    NodeCommand.RegisterNode registration(
            AccountAddress operator, long epoch, String name, int bps, NodeVotes votes) {
        return new NodeCommand.RegisterNode(
                NodeProfile.of(name, "127.0.0.1:1", NETWORK_KEY),
                key.publicKey().unchecked(),
                key.sign(proofMessage(operator, epoch)).unchecked(),
                bps,
                votes);
    }

    byte[] proofMessage(AccountAddress operator, long epoch) {
        return new ProtocolMessage.ProofOfPossession(
                        new Epoch(epoch), operator, key.publicKey().unchecked())
                .toBytes();
    }

    static NodeId nodeId(String text) {
        try {
            return NodeId.parse(text);
        } catch (WireFormatException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
