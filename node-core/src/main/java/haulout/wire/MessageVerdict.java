// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import haulout.core.WireFormatException;
import haulout.crypto.BlsSignature;

/// What came out of comparing a signed message with what was asked for.
public sealed interface MessageVerdict {
    /// Signed by the right key, and it says what was asked for.
    ///
    /// @param message what it says
    /// @param signature the signature, verified
    record Accepted(ProtocolMessage message, BlsSignature signature) implements MessageVerdict {}

    /// The signature is not one of that key over those bytes.
    record BadSignature() implements MessageVerdict {}

    /// The bytes are no message, or the signature is no signature at all.
    ///
    /// @param cause what is wrong with them
    record Malformed(WireFormatException cause) implements MessageVerdict {}

    /// Correctly signed, but it says something else, such as another epoch.
    ///
    /// @param expected what was asked for
    /// @param actual what it says
    record Different(ProtocolMessage expected, ProtocolMessage actual) implements MessageVerdict {}
}
