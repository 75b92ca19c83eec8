// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import haulout.core.WireFormatException;
import haulout.crypto.MerkleNode;
import haulout.crypto.MerklePath;
import haulout.wire.bcs.BcsReader;
import haulout.wire.bcs.BcsWriter;

/// Layout of Merkle nodes (00, or 01 and 32 bytes) and paths (a list of nodes). Source: walrus-core
/// `merkle.rs`.
final class MerkleFormat {
    /// Most siblings of a path that is read. A tree over 65535 leaves needs 16.
    static final int MAX_PATH_NODES = 64;

    private MerkleFormat() {}

    static void writeNode(BcsWriter writer, MerkleNode node) {
        switch (node) {
            case MerkleNode.Empty() -> writer.uleb(0);
            case MerkleNode.Digest(var hash) -> writer.uleb(1).hash32(hash);
        }
    }

    static MerkleNode readNode(BcsReader reader) throws WireFormatException {
        return reader.tag("Merkle node", 2) == 0
                ? MerkleNode.EMPTY
                : MerkleNode.of(reader.hash32("Merkle node"));
    }

    static void writePath(BcsWriter writer, MerklePath path) {
        writer.list(path.siblings(), MerkleFormat::writeNode);
    }

    static MerklePath readPath(BcsReader reader) throws WireFormatException {
        return new MerklePath(
                reader.list("Merkle path", 1, MAX_PATH_NODES, MerkleFormat::readNode));
    }
}
