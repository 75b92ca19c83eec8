// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.work;

import java.util.concurrent.Executor;
import javafx.application.Platform;

/// The FX thread as an executor: the one class that queues work for it.
///
/// It always queues, also when called by the FX thread itself, so that updates keep their order.
public final class FxThread implements Executor {
    @Override
    public void execute(Runnable work) {
        Platform.runLater(work);
    }
}
