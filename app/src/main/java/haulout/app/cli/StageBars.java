// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import org.jspecify.annotations.Nullable;

/// The bars of a job in several stages, one behind the other.
///
/// Threads: any.
final class StageBars implements AutoCloseable {
    private final CommandContext context;
    private @Nullable BarProgress bar;
    private String shown = "";

    StageBars(CommandContext context) {
        this.context = context;
    }

    /// A stage begins or is further.
    synchronized void show(String stage, long done, long total) {
        if (!stage.equals(shown)) {
            close();
            shown = stage;
            bar = new BarProgress(context, stage);
        }
        if (bar != null) {
            bar.advanced(done, total);
        }
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
