// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// What has been opened, to be closed newest first.
///
/// A failure of one does not keep the others from being closed; it is thrown when all are. One
/// thread; closing twice does nothing.
public final class OpenThings implements AutoCloseable {
    private final Deque<Closing> open = new ArrayDeque<>();

    /// How something is closed.
    @FunctionalInterface
    public interface Closing {
        /// Closes it.
        void close() throws IOException, InterruptedException;
    }

    /// Takes charge of something that was opened.
    public void add(Closing closing) {
        open.push(closing);
    }

    @Override
    public void close() throws IOException {
        @Nullable Exception failure = null;
        boolean interrupted = false;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (IOException | RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            } catch (InterruptedException e) {
                interrupted = true; // the others are closed all the same
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        switch (failure) {
            case null -> {}
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            default -> throw new AssertionError(failure); // no other is caught
        }
    }
}
