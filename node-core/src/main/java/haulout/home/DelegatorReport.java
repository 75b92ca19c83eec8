// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.core.AccountAddress;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// Somebody who stakes on this node.
///
/// @param principal FROST
public record DelegatorReport(
        AccountAddress owner, long principal, Instant since, Optional<Instant> leaving) {
    public DelegatorReport {
        Objects.requireNonNull(owner);
        Objects.requireNonNull(since);
        Objects.requireNonNull(leaving);
    }
}
