// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.network;

/// What storing takes.
///
/// @param encodedBytes size of everything that is stored for it
/// @param frost price in FROST
/// @param endEpoch first epoch in which it would be gone
/// @param shards how many shards get slivers
/// @param shardsNeeded fewest shards that bring it back
/// @param shardsConfirming fewest shards that certify it
public record StorePrice(
        long encodedBytes,
        long frost,
        long endEpoch,
        int shards,
        int shardsNeeded,
        int shardsConfirming) {}
