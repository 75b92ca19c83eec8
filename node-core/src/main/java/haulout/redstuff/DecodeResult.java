// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

/// What came out of an attempt to decode a blob.
public sealed interface DecodeResult {
    /// All bytes are in the target, checked as asked for.
    record Decoded() implements DecodeResult {}

    /// Too few slivers of one axis; `need − have` more would do.
    record TooFew(int have, int need) implements DecodeResult {}

    /// The slivers are what the metadata says, yet they are not those of one blob: it was coded
    /// wrongly.
    ///
    /// @param row first source row whose hash differs, or −1 if it is the blob ID that differs
    record Inconsistent(int row) implements DecodeResult {}
}
