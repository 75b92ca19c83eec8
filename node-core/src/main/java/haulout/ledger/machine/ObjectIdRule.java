// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.Hash32;
import haulout.core.ObjectId;
import haulout.hash.Blake2b256;
import haulout.wire.bcs.BcsWriter;
import java.nio.charset.StandardCharsets;

/// How new objects get their identity.
@FunctionalInterface
interface ObjectIdRule {
    /// The identity of an object.
    ///
    /// @param command number of the command that makes it
    /// @param place how many objects that command has made before
    ObjectId id(long command, int place);

    /// The rule of a ledger: a hash of its own identity and of the object's place in its history.
    static ObjectIdRule of(Hash32 ledgerId) {
        byte[] domain = "haulout-ledger-id".getBytes(StandardCharsets.US_ASCII);
        return (command, place) -> {
            BcsWriter writer = new BcsWriter();
            writer.fixedBytes(domain).hash32(ledgerId).u64(command).u32(place);
            return ObjectId.of(Blake2b256.hash(writer.toBytes()));
        };
    }
}
