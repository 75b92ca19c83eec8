// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.status;

import java.util.List;
import java.util.Objects;

/// How the node is, with all that this rests on.
///
/// @param alerts what the owner should know, worst first
public record Surface(StatusReport status, List<CheckReport> checks, List<AlertReport> alerts) {
    public Surface {
        Objects.requireNonNull(status);
        checks = List.copyOf(checks);
        alerts = List.copyOf(alerts);
    }
}
