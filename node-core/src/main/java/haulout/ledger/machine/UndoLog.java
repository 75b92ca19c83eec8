// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import java.util.ArrayList;
import java.util.List;

/// How to take back what was changed since a moment. Used by one thread at a time.
final class UndoLog {
    private final List<Runnable> steps = new ArrayList<>();

    void add(Runnable step) {
        steps.add(step);
    }

    /// The moment now.
    int mark() {
        return steps.size();
    }

    /// Takes back all that was changed since a moment, newest first.
    void rollBackTo(int mark) {
        while (steps.size() > mark) {
            steps.removeLast().run();
        }
    }

    /// Forgets how to take back anything.
    void clear() {
        steps.clear();
    }
}
