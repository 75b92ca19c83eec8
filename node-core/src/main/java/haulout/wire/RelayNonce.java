// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import haulout.core.Base64Text;
import haulout.core.Hash32;
import haulout.core.WireFormatException;
import java.util.Objects;

/// The 32 random bytes with which an uploader shows to a relay that it paid the tip. Whoever knows
/// them can use the payment, so nothing prints them.
///
/// @param value the bytes
public record RelayNonce(Hash32 value) {
    public RelayNonce {
        Objects.requireNonNull(value);
    }

    /// Reads the query parameter: 43 characters of URL-safe base64 without padding.
    ///
    /// @throws WireFormatException if the text is anything else
    public static RelayNonce parse(String text) throws WireFormatException {
        return new RelayNonce(Hash32.of(Base64Text.parseUrlSafe("nonce", text, Hash32.BYTES)));
    }

    /// The text of the query parameter.
    public String toText() {
        return Base64Text.urlSafe(value.toBytes());
    }

    /// Says what this is, not what it contains.
    @Override
    public String toString() {
        return "nonce of " + Hash32.BYTES + " bytes";
    }
}
