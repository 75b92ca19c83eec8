// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Application;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// The name under which a desktop knows the windows: the toolkit takes it from this class, and the
/// desktop entry has it too, so that docks show the icon and group the windows.
public final class Haulout extends Application {
    private static final AtomicReference<@Nullable Runnable> BEGIN = new AtomicReference<>();

    /// Has the toolkit, which runs already, take the name, and something done after that on its
    /// thread. Returns at once; works once in a process.
    static void name(Runnable then) {
        BEGIN.set(then);
        Thread.ofPlatform().daemon().name("window-name").start(() -> launch(Haulout.class));
    }

    @Override
    public void start(Stage unused) {
        Runnable then = BEGIN.getAndSet(null);
        if (then != null) {
            then.run();
        }
    }
}
