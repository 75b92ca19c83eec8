// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;

/// The threads of a node. Owned by whoever opens the node, and closed after it.
///
/// @param codec does arithmetic
/// @param background runs work that blocks, one (virtual) thread for each task
/// @param timer starts things on time; its tasks do nothing themselves
/// @param follower makes the one thread that follows the ledger
public record NodeThreads(
        CodecPool codec,
        ExecutorService background,
        ScheduledExecutorService timer,
        ThreadFactory follower) {
    public NodeThreads {
        Objects.requireNonNull(codec);
        Objects.requireNonNull(background);
        Objects.requireNonNull(timer);
        Objects.requireNonNull(follower);
    }
}
