// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.work;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Hands the newest value of a fast producer to a slow consumer, dropping what it overtook.
///
/// Threads: `publish` from any; the sink only on the target.
public final class Latest<T> {
    private final AtomicReference<@Nullable T> pending = new AtomicReference<>();
    private final Executor target;
    private final Consumer<? super T> sink;

    /// @param target where the sink runs; the FX thread in production
    public Latest(Executor target, Consumer<? super T> sink) {
        this.target = target;
        this.sink = sink;
    }

    /// Gives a value; never waits.
    public void publish(T value) {
        if (pending.getAndSet(value) == null) {
            target.execute(() -> sink.accept(Objects.requireNonNull(pending.getAndSet(null))));
        }
    }
}
