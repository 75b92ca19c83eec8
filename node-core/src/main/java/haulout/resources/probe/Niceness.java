// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import java.io.IOException;
import java.lang.invoke.MethodHandle;

/// How far back each thread stands in the queue for a processor, on Linux: from -20, the first, to
/// 19. A thread is named by the system's number, 0 is the calling one.
///
/// Source: getpriority(2), setpriority(2); a thread's number counts as that of a process.
interface Niceness {
    /// Of a thread; anything for one that has ended.
    int of(int thread) throws IOException;

    /// Changes it; false if the system refuses.
    boolean set(int thread, int nice) throws IOException;

    /// That of the system.
    static Niceness ofSystem() {
        return new Linux();
    }

    /// Calls of the C library.
    final class Linux implements Niceness {
        private static final int PRIO_PROCESS = 0;

        private final MethodHandle get;
        private final MethodHandle set;

        Linux() {
            NativeCalls c = NativeCalls.ofDefault();
            this.get = c.findOfInts("getpriority", 2);
            this.set = c.findOfInts("setpriority", 3);
        }

        @Override
        public int of(int thread) throws IOException {
            return NativeCalls.call(() -> (int) get.invoke(PRIO_PROCESS, thread));
        }

        @Override
        public boolean set(int thread, int nice) throws IOException {
            return NativeCalls.call(() -> (int) set.invoke(PRIO_PROCESS, thread, nice)) == 0;
        }
    }
}
