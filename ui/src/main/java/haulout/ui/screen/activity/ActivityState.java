// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.activity;

import haulout.home.ActivityEvent;
import java.util.Optional;

/// What Activity shows besides its rows.
///
/// @param kind what the events are about; empty for all
/// @param words what was searched
/// @param isLoading whether an answer is awaited and there are no rows yet
/// @param problem why there are no rows, or none of now; empty if there is no such reason
/// @param log whether the technical log is shown instead
record ActivityState(
        Optional<ActivityEvent.Kind> kind,
        Span span,
        String words,
        boolean isLoading,
        String problem,
        boolean log) {}
