// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.core.AccountAddress;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// Stakes that the owner has or follows.
///
/// @param balance FROST that could be staked
/// @param operators all nodes that can be staked on
/// @param delegators who stakes on this node
/// @param ledgerTime how new all this is
public record StakingReport(
        Figure<Long> balance,
        List<StakeReport> stakes,
        List<OperatorReport> operators,
        List<DelegatorReport> delegators,
        List<AccountAddress> followed,
        Figure<Instant> ledgerTime) {
    public StakingReport {
        Objects.requireNonNull(balance);
        stakes = List.copyOf(stakes);
        operators = List.copyOf(operators);
        delegators = List.copyOf(delegators);
        followed = List.copyOf(followed);
        Objects.requireNonNull(ledgerTime);
    }
}
