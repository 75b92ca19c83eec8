// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import haulout.core.Epoch;
import haulout.core.WireFormatException;

/// What came out of checking a certificate against a committee.
public sealed interface CertificateVerdict {
    /// Members with enough weight signed this.
    ///
    /// @param message what they signed
    /// @param weight their shards
    record Accepted(ProtocolMessage message, int weight) implements CertificateVerdict {}

    /// The bytes are no message, or the signature is no signature at all.
    ///
    /// @param cause what is wrong with them
    record Malformed(WireFormatException cause) implements CertificateVerdict {}

    /// A signer is not in the committee.
    ///
    /// @param signer the place that was claimed
    /// @param memberCount how many places there are
    record UnknownSigner(int signer, int memberCount) implements CertificateVerdict {}

    /// A signer is listed twice.
    ///
    /// @param signer its place in the committee
    record RepeatedSigner(int signer) implements CertificateVerdict {}

    /// The message is for another epoch than that of the committee.
    ///
    /// @param expected the committee's
    /// @param actual the message's
    record WrongEpoch(Epoch expected, Epoch actual) implements CertificateVerdict {}

    /// The signers weigh too little.
    ///
    /// @param weight their shards
    /// @param needed fewest shards that suffice
    record TooLight(int weight, int needed) implements CertificateVerdict {}

    /// The signature is not one of all of the signers over those bytes.
    record BadSignature() implements CertificateVerdict {}
}
