// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.crypto;

/// The one BLS12-381 suite of the network: public keys in G1, signatures in G2, messages hashed to
/// G2.
final class BlsSuite {
    /// Domain separation tag of hashing to the curve. The basic tag, although keys come with proofs
    /// of possession. Source: fastcrypto `min_pk`, IETF draft-irtf-cfrg-bls-signature-05, section
    /// 4.2.1.
    static final String DOMAIN = "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_";

    private BlsSuite() {}
}
