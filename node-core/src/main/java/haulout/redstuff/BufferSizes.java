// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

/// How much a job holds in memory at a time, per thread.
///
/// @param bandBytes source and recovery symbols of a band of rows, in the first pass; at least one
///   row is always held
/// @param groupBytes symbols of a group of columns, in the second pass; more columns than eight
///   only up to here
/// @param tileBytes symbols of eight columns, in the second pass; larger symbols are cut into
///   ranges
/// @param cacheBytes symbols that are coded and hashed at a time; up to four times as many, where
///   symbols would have to be cut else
public record BufferSizes(int bandBytes, int groupBytes, int tileBytes, int cacheBytes) {
    /// For blobs and slivers in memory: what is touched together stays in the second and third
    /// level cache.
    public static final BufferSizes MEMORY = new BufferSizes(1 << 20, 1 << 20, 4 << 20, 1 << 20);

    /// For files: pieces large enough that calls to the system do not count.
    public static final BufferSizes FILES = new BufferSizes(16 << 20, 16 << 20, 48 << 20, 1 << 20);
}
