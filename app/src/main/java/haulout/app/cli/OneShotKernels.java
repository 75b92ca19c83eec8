// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import haulout.redstuff.Kernels;
import java.util.function.Supplier;

/// The engines of a command that works once and ends.
final class OneShotKernels implements Supplier<Kernels>, AutoCloseable {
    private OneShotKernels() {}

    static OneShotKernels start() {
        return new OneShotKernels();
    }

    @Override
    public Kernels get() {
        return Kernels.best();
    }

    @Override
    public void close() {}
}
