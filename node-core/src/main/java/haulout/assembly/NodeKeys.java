// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.crypto.BlsSecretKey;
import haulout.crypto.NetworkSecretKey;
import haulout.identity.IdentityFolder;
import haulout.identity.NodeSecrets;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Who a node is: its identity on the ledger and its secret keys.
///
/// Made when the node starts for the first time and never again: a key file that is there and
/// cannot be read is an error, not a reason to make another node. The folder that holds the files
/// is its owner's alone. Nothing of this is ever written to a log.
///
/// @param nodeId identity on the ledger
/// @param secrets its keys
public record NodeKeys(NodeId nodeId, NodeSecrets secrets) {
    public NodeKeys {
        Objects.requireNonNull(nodeId);
        Objects.requireNonNull(secrets);
    }

    /// Signs confirmations.
    public BlsSecretKey protocol() {
        return secrets.protocol();
    }

    /// The key of the TLS certificate.
    public NetworkSecretKey network() {
        return secrets.network();
    }

    /// Reads the keys, or makes them.
    ///
    /// @param random cryptographically strong
    /// @throws haulout.identity.IdentityRetiredException if this copy was given up
    /// @throws haulout.identity.IdentityLockedException if they are locked
    /// @throws haulout.identity.RecoveryException if they are there and cannot be understood
    public static NodeKeys open(NodeHome home, RandomGenerator random) throws IOException {
        IdentityFolder folder = home.identityFolder();
        folder.refuseIfRetired();
        Optional<NodeSecrets> known = folder.secrets();
        NodeSecrets secrets = known.isPresent() ? known.get() : NodeSecrets.generate(random);
        Optional<NodeId> nodeId = folder.nodeId();
        NodeKeys keys = new NodeKeys(nodeId.isPresent() ? nodeId.get() : randomId(random), secrets);
        if (known.isEmpty() || nodeId.isEmpty()) {
            keys.save(home);
        }
        return keys;
    }

    /// Whether a data directory knows who its node is.
    public static boolean areIn(NodeHome home) throws IOException {
        return home.identityFolder().nodeId().isPresent();
    }

    /// Writes all of them into a data directory, for a node whose identity the ledger has given.
    /// The identity is written last: with it, the keys are there.
    public void save(NodeHome home) throws IOException {
        IdentityFolder folder = home.identityFolder();
        folder.save(secrets);
        folder.saveId(nodeId);
    }

    private static NodeId randomId(RandomGenerator random) {
        return new NodeId(
                new Hash32(
                        random.nextLong(),
                        random.nextLong(),
                        random.nextLong(),
                        random.nextLong()));
    }

    /// Says whose keys these are, not what they are.
    @Override
    public String toString() {
        return "keys of node " + nodeId;
    }
}
