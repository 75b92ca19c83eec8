// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.WireFormatException;
import haulout.crypto.NetworkPublicKey;
import haulout.wire.bcs.BcsReader;
import haulout.wire.bcs.BcsWriter;
import java.util.Objects;

/// What an operator says about a node.
///
/// @param name what it is called, at most 100 bytes
/// @param address host and port of its REST API, at most 259 bytes
/// @param networkKey key of its TLS certificate
/// @param imageUrl where there is a picture, or empty
/// @param projectUrl where there is more about it, or empty
/// @param description a sentence or two, or empty
public record NodeProfile(
        String name,
        String address,
        NetworkPublicKey networkKey,
        String imageUrl,
        String projectUrl,
        String description) {
    public NodeProfile {
        Objects.requireNonNull(name);
        Objects.requireNonNull(address);
        Objects.requireNonNull(networkKey);
        Objects.requireNonNull(imageUrl);
        Objects.requireNonNull(projectUrl);
        Objects.requireNonNull(description);
    }

    /// A profile without description.
    public static NodeProfile of(String name, String address, NetworkPublicKey networkKey) {
        return new NodeProfile(name, address, networkKey, "", "", "");
    }

    void write(BcsWriter writer) {
        writer.string(name).string(address).fixedBytes(networkKey.toBytes());
        writer.string(imageUrl).string(projectUrl).string(description);
    }

    static NodeProfile read(BcsReader reader) throws WireFormatException {
        String name = reader.string("name", LedgerLimits.MAX_NAME_BYTES);
        String address = reader.string("address", LedgerLimits.MAX_ADDRESS_BYTES);
        byte[] key = reader.fixedBytes("network key", NetworkPublicKey.BYTES);
        return new NodeProfile(
                name,
                address,
                NetworkPublicKey.decode(key),
                reader.string("image", LedgerLimits.MAX_DESCRIPTION_BYTES),
                reader.string("project", LedgerLimits.MAX_DESCRIPTION_BYTES),
                reader.string("description", LedgerLimits.MAX_DESCRIPTION_BYTES));
    }
}
