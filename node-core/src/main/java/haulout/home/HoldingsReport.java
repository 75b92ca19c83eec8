// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import java.util.List;
import java.util.Objects;

/// What the node keeps for others.
///
/// @param shards how many shards it has
/// @param damagedFound in the last 30 days
/// @param mended of these
/// @param open of these, those that were not brought back yet
/// @param repairs under way
public record HoldingsReport(
        Figure<Long> slivers,
        Figure<Long> blobs,
        Figure<Long> bytes,
        int shards,
        Figure<Long> damagedFound,
        Figure<Long> mended,
        Figure<Long> open,
        List<TaskProgress> repairs) {
    public HoldingsReport {
        Objects.requireNonNull(slivers);
        Objects.requireNonNull(blobs);
        Objects.requireNonNull(bytes);
        Objects.requireNonNull(damagedFound);
        Objects.requireNonNull(mended);
        Objects.requireNonNull(open);
        repairs = List.copyOf(repairs);
    }
}
