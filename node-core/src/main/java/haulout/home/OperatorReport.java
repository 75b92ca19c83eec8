// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.core.NodeId;
import java.util.Objects;
import java.util.Optional;

/// A node that can be staked on.
///
/// @param stake FROST
/// @param commissionBps hundredths of a percent that it keeps
/// @param nextCommissionBps what it has said it will keep
/// @param standing as the ledger has it
public record OperatorReport(
        NodeId node,
        String name,
        long stake,
        int shards,
        int commissionBps,
        Optional<Integer> nextCommissionBps,
        Figure<Double> onlinePercent,
        String standing,
        boolean isSelf) {
    public OperatorReport {
        Objects.requireNonNull(node);
        Objects.requireNonNull(name);
        Objects.requireNonNull(nextCommissionBps);
        Objects.requireNonNull(onlinePercent);
        Objects.requireNonNull(standing);
    }
}
