// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// Arrays of slivers that symbols were made of, for the next slivers of the same length.
///
/// Who mends asks every other node for symbols of all slivers that it has: for each megabyte that
/// is sent dozens are read. Without this each sliver is an array of megabytes that goes to the
/// heap's old part at once, and the whole heap is collected several times a second.
///
/// Threads: any.
final class SliverShelf {
    /// Kept for later, beside those that are in use: more than the codec has threads.
    private static final int MAX_IDLE_BYTES = 24 << 20;

    private final Deque<byte[]> idle = new ArrayDeque<>();
    private long idleBytes;

    /// What is read for one task, whose array comes back when the task is done. For one thread.
    final class Loan {
        private byte @Nullable [] lent;

        private Loan() {}

        /// An array of this length with any content.
        byte[] take(int length) {
            byte[] array = find(length);
            lent = array;
            return array;
        }

        /// Nobody reads the array any more. Whoever is not sure of that does not call this.
        void giveBack() {
            byte[] array = lent;
            lent = null;
            if (array != null) {
                keep(array);
            }
        }
    }

    Loan loan() {
        return new Loan();
    }

    private synchronized byte[] find(int length) {
        Iterator<byte[]> arrays = idle.iterator();
        while (arrays.hasNext()) {
            byte[] array = arrays.next();
            if (array.length == length) {
                arrays.remove();
                idleBytes -= length;
                return array;
            }
        }
        return new byte[length];
    }

    private synchronized void keep(byte[] array) {
        if (array.length > MAX_IDLE_BYTES) {
            return;
        }
        idle.addFirst(array);
        idleBytes += array.length;
        while (idleBytes > MAX_IDLE_BYTES) {
            // of a length that is no longer asked for, unless there are too many of this one
            idleBytes -= idle.removeLast().length;
        }
    }

    /// Lets go of all of them.
    synchronized void clear() {
        idle.clear();
        idleBytes = 0;
    }

    /// Bytes that are kept for later.
    synchronized long idleBytes() {
        return idleBytes;
    }
}
