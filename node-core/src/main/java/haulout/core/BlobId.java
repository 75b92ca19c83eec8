// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.core;

/// Identifier of a blob: the hash of its encoding type, its length and the Merkle root of its metadata.
///
/// @param hash the 32 bytes, in the order in which they are sent
public record BlobId(Hash32 hash) {}
