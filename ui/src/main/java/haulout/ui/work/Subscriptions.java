// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.work;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;

/// Everything that a screen attached, to be detached together. For the FX thread.
public final class Subscriptions {
    private final List<Runnable> releases = new ArrayList<>();

    /// Listens until [#release]; also tells the value that there is now.
    public <T> void follow(
            ObservableValue<T> value, java.util.function.Consumer<? super T> listener) {
        ChangeListener<T> change = (_, _, now) -> listener.accept(now);
        value.addListener(change);
        releases.add(() -> value.removeListener(change));
        listener.accept(value.getValue());
    }

    /// Has something done at the release.
    public void add(Runnable release) {
        releases.add(release);
    }

    /// How many are attached; for the tests of leaks.
    public int size() {
        return releases.size();
    }

    /// Detaches everything.
    public void release() {
        releases.forEach(Runnable::run);
        releases.clear();
    }
}
