// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

/// What came out of an attempt to rebuild a sliver; callers handle all three.
public sealed interface RecoveryResult {
    /// The sliver, which is the one that the metadata promises.
    record Recovered(VerifiedSliver sliver) implements RecoveryResult {}

    /// Not enough symbols yet: `need − have` more are wanted.
    record TooFew(int have, int need) implements RecoveryResult {}

    /// The symbols are in the blob, yet make another sliver than the metadata promises: the blob
    /// was coded wrongly.
    record Inconsistent(InconsistencyProof proof) implements RecoveryResult {}
}
