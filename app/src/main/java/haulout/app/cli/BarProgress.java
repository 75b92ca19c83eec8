// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import haulout.redstuff.Progress;

/// Shows a job's progress as a bar.
final class BarProgress implements Progress, AutoCloseable {
    /// The bar's steps: fine enough for any terminal.
    private static final int STEPS = 1000;

    private final ProgressBar bar;
    private int shown;

    BarProgress(CommandContext context, String label) {
        this.bar = context.progress(label, STEPS);
    }

    @Override
    public synchronized void advanced(long done, long total) {
        int step = total <= 0 ? STEPS : (int) (STEPS * (double) done / total);
        if (step > shown) {
            bar.advance(step - shown);
            shown = step;
        } else {
            bar.advance(0);
        }
    }

    @Override
    public void close() {
        bar.close();
    }
}
