// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.codec;

/// Encodes and decodes with one Reed–Solomon code. The scalar engine defines the result; every
/// other engine equals it byte for byte.
///
/// Symbols are any even number of bytes, 2…65534; how bytes make field elements is in
/// walrus-protocol part 2.2: chunks of 64 bytes, low halves then high halves, the last chunk split
/// in its own middle. A byte range of symbols that begins at a multiple of 64 and ends at one, or
/// at the end, may be coded by itself.
///
/// Threads: an engine is stateless and shared; encoders and decoders hold scratch and belong to one
/// thread at a time.
public interface CodecEngine {
    /// For the log and for tests, such as `scalar` or `vector-512`.
    String name();

    /// An encoder with its scratch, to be kept and used many times.
    RowEncoder encoder(ReedSolomonCode code);

    /// A decoder with its scratch for one pattern of present and missing rows.
    RowDecoder decoder(ErasurePattern pattern);

    /// Makes recovery rows of source rows.
    interface RowEncoder {
        /// Encodes `symbolCount` codewords at once.
        ///
        /// @param source k rows; only read
        /// @param recovery r rows; only written; must not overlap `source`
        /// @param symbolBytes even, 2…65534
        void encode(SymbolGrid source, SymbolGrid recovery, int symbolCount, int symbolBytes);
    }

    /// Makes missing source rows of k present rows.
    interface RowDecoder {
        /// Decodes `symbolCount` codewords at once.
        ///
        /// @param present k rows in the order of the pattern's present positions; only read
        /// @param missing one row for each of the pattern's wanted positions, in that order; only
        ///   written
        /// @param symbolBytes even, 2…65534
        void decode(SymbolGrid present, SymbolGrid missing, int symbolCount, int symbolBytes);
    }
}
