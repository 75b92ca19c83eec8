// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.move;

import haulout.core.ObjectId;
import haulout.hash.Blake2b256;
import haulout.wire.bcs.BcsWriter;

/// Where a chain keeps the dynamic fields of an object: each is an object of its own.
///
/// Source: Sui, `derive_dynamic_field_id`.
public final class DynamicField {
    private static final int SCOPE = 0xF0;

    private DynamicField() {}

    /// The identity of the object that holds a field: the hash of F0, the parent, the length of the
    /// key as u64, the key and the tag of its type.
    ///
    /// @param key BCS of the key
    public static ObjectId id(ObjectId parent, MoveType keyType, byte[] key) {
        BcsWriter writer = new BcsWriter().u8(SCOPE).hash32(parent.value()).u64(key.length);
        writer.fixedBytes(key);
        keyType.write(writer);
        return ObjectId.of(Blake2b256.hash(writer.toBytes()));
    }
}
