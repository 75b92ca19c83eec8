// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.WireFormatException;
import haulout.wire.bcs.BcsReader;
import haulout.wire.bcs.BcsWriter;

/// What a node votes for.
///
/// @param storagePrice per unit and epoch, in FROST, unsigned
/// @param writePrice per unit, in FROST, unsigned
/// @param capacity what the node can store, in bytes, unsigned
public record NodeVotes(long storagePrice, long writePrice, long capacity) {
    void write(BcsWriter writer) {
        writer.u64(storagePrice).u64(writePrice).u64(capacity);
    }

    static NodeVotes read(BcsReader reader) throws WireFormatException {
        long storagePrice = reader.u64("storage price");
        long writePrice = reader.u64("write price");
        return new NodeVotes(storagePrice, writePrice, reader.u64("capacity"));
    }
}
