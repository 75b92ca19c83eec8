// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.status;

import java.util.List;

/// The one function that says how the node is. Pure: window, tray, command line and interface show
/// what it returns and derive nothing else.
public final class StatusFunction {
    private StatusFunction() {}

    /// How the node is.
    ///
    /// @param before when what is not well was first found
    public static Surface look(Facts facts, AlertStarts before) {
        List<Row> rows = HealthChecks.of(facts);
        List<AlertReport> alerts = Alerts.of(rows, facts, before);
        List<ProofReport> proofs = Proofs.of(facts, alerts);
        return new Surface(
                Standing.of(facts, proofs, alerts), rows.stream().map(Row::check).toList(), alerts);
    }
}
