// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.embedded;

import haulout.ledger.machine.EpochState;
import haulout.ledger.machine.LedgerView;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// When what happens in the current epoch. While shards move there are no times: the nodes' reports
/// decide.
///
/// @param epoch the current epoch
/// @param state how far it is
/// @param selection when the next committee is selected at the earliest; empty or one
/// @param change when the next epoch begins at the earliest; empty or one
/// @param quorumWeight shards that have to be reported before the epoch runs
public record EpochCalendar(
        long epoch,
        EpochState state,
        List<Instant> selection,
        List<Instant> change,
        int quorumWeight) {
    public EpochCalendar {
        Objects.requireNonNull(state);
        selection = List.copyOf(selection);
        change = List.copyOf(change);
    }

    static EpochCalendar of(LedgerView view) {
        boolean isFirst = view.clock().epoch() == 0;
        EpochState state = view.clock().state();
        Optional<Long> due = EpochDriver.dueMillis(view.rules(), view.clock());
        List<Instant> selection = List.of();
        List<Instant> change = List.of();
        if (state instanceof EpochState.Done(long since)) {
            selection = due.map(Instant::ofEpochMilli).stream().toList();
            long end =
                    isFirst ? view.rules().firstEpochStart() : since + view.rules().epochMillis();
            change = List.of(Instant.ofEpochMilli(end));
        } else if (state instanceof EpochState.Selected) {
            change = due.map(Instant::ofEpochMilli).stream().toList();
        }
        return new EpochCalendar(
                view.clock().epoch(),
                state,
                selection,
                change,
                view.rules().quorum().quorumWeight());
    }
}
