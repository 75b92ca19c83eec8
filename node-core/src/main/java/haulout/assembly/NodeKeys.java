// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.core.WireFormatException;
import haulout.crypto.BlsSecretKey;
import haulout.crypto.NetworkSecretKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Who a node is: its identity on the ledger and its two secret keys.
///
/// Made when the node starts for the first time and never again: a key file that is there and
/// cannot be read is an error, not a reason to make another node. The folder that holds the files
/// is its owner's alone. Nothing of this is ever written to a log.
///
/// @param nodeId identity on the ledger
/// @param protocol signs confirmations
/// @param network key of the TLS certificate
public record NodeKeys(NodeId nodeId, BlsSecretKey protocol, NetworkSecretKey network) {
    private static final String PROTOCOL_FILE = "protocol.key";
    private static final String NETWORK_FILE = "network.key";
    private static final String ID_FILE = "node.id";

    /// Reads the keys, or makes those that are missing.
    ///
    /// @param random cryptographically strong
    /// @throws WireFormatException if a file is there and is no key
    public static NodeKeys open(NodeHome home, RandomGenerator random) throws IOException {
        Path folder = home.identity();
        Optional<String> protocolText = PrivateFile.read(folder.resolve(PROTOCOL_FILE));
        BlsSecretKey protocol =
                protocolText.isPresent()
                        ? BlsSecretKey.parseKeyFile(protocolText.get())
                        : BlsSecretKey.generate(random);
        Optional<String> networkText = PrivateFile.read(folder.resolve(NETWORK_FILE));
        NetworkSecretKey network =
                networkText.isPresent()
                        ? NetworkSecretKey.parseKeyFile(networkText.get())
                        : NetworkSecretKey.generate();
        Optional<String> idText = PrivateFile.read(folder.resolve(ID_FILE));
        NodeId nodeId = idText.isPresent() ? NodeId.parse(idText.get()) : randomId(random);
        NodeKeys keys = new NodeKeys(nodeId, protocol, network);
        keys.saveMissing(folder, protocolText, networkText, idText);
        return keys;
    }

    /// Whether a data directory knows who its node is.
    public static boolean areIn(NodeHome home) throws IOException {
        return PrivateFile.read(home.identity().resolve(ID_FILE)).isPresent();
    }

    /// Writes all of them into a data directory, for a node whose identity the ledger has given.
    /// The identity is written last: with it, the keys are there.
    public void save(NodeHome home) throws IOException {
        saveMissing(home.identity(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private void saveMissing(
            Path folder,
            Optional<String> protocolText,
            Optional<String> networkText,
            Optional<String> idText)
            throws IOException {
        if (protocolText.isEmpty()) {
            PrivateFile.write(folder.resolve(PROTOCOL_FILE), protocol.toKeyFileText());
        }
        if (networkText.isEmpty()) {
            PrivateFile.write(folder.resolve(NETWORK_FILE), network.toKeyFileText());
        }
        if (idText.isEmpty()) {
            PrivateFile.write(folder.resolve(ID_FILE), nodeId.toString());
        }
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
