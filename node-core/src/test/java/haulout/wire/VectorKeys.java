// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.core.WireFormatException;
import haulout.crypto.BlsSecretKey;
import haulout.testing.Vectors;

/// The signing keys of the vectors.
final class VectorKeys {
    private VectorKeys() {}

    static BlsSecretKey key(JsonNode number) throws WireFormatException {
        JsonNode item = Vectors.list("bls.json", "keys").get(number.intValue());
        return BlsSecretKey.decode(Vectors.hex(item.get("secretKeyHex")));
    }
}
