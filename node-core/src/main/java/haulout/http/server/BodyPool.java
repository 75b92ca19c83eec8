// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Arrays of bodies that were handled, for the next bodies of the same length: the slivers of a
/// blob are all of one. Without it most of a processor goes into collecting and moving large arrays
/// that live for a tenth of a second.
///
/// The servers of a process share one: each on its own would keep as much as all of them need, and
/// twelve of them would fill a heap with arrays that nobody uses at the moment.
///
/// Threads: any.
public final class BodyPool {
    /// Below this an array costs next to nothing.
    private static final int MIN_BYTES = 1 << 12;

    /// Kept for later, beside those that are in use and counted there. One flush lets go of all
    /// bodies under it at once: of slivers of 1 MB some thirty.
    private static final int MAX_IDLE_BYTES = 48 << 20;

    private final Map<Integer, ArrayDeque<byte[]>> idle = new HashMap<>();
    private long idleBytes;

    /// An array of this length with any content, if there is one.
    synchronized Optional<byte[]> take(int length) {
        ArrayDeque<byte[]> shelf = idle.get(length);
        if (shelf == null || shelf.isEmpty()) {
            return Optional.empty();
        }
        idleBytes -= length;
        return Optional.of(shelf.removeFirst());
    }

    /// Takes back an array that nobody reads any more.
    synchronized void giveBack(byte[] body) {
        if (body.length < MIN_BYTES || body.length > MAX_IDLE_BYTES) {
            return;
        }
        if (idleBytes + body.length > MAX_IDLE_BYTES) {
            ArrayDeque<byte[]> own = idle.get(body.length);
            if (own != null && !own.isEmpty()) {
                return;
            }
            clear(); // lengths that are no longer sent
        }
        idle.computeIfAbsent(body.length, length -> new ArrayDeque<>()).addFirst(body);
        idleBytes += body.length;
    }

    /// Lets go of all of them.
    public synchronized void clear() {
        idle.clear();
        idleBytes = 0;
    }

    /// Bytes that are kept for later.
    synchronized long idleBytes() {
        return idleBytes;
    }
}
