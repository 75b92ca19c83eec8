// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives the calling thread the lowest priority that the system has, for the processor and for
/// drives. A thread that has it keeps it: an ordinary user may not raise it again.
///
/// * Linux: `setpriority(2)` with 19 and `ioprio_set(2)` with the idle class.
/// * Windows: `SetThreadPriority` with `THREAD_MODE_BACKGROUND_BEGIN`. **Not tried on hardware.**
/// * macOS: `pthread_set_qos_class_self_np` with `QOS_CLASS_BACKGROUND` and `setiopolicy_np` with
///   `IOPOL_THROTTLE`. **Not tried on hardware.**
///
/// Threads: any platform thread, for itself only.
@FunctionalInterface
public interface ThreadPriority {
    /// Lowers the calling thread's priority. What the system refuses stays as it was.
    ///
    /// @throws IOException with what the system refused
    void lower() throws IOException;

    /// What this system offers; nothing where it is none of the three.
    static ThreadPriority find() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        try {
            if (system.equals("linux")) {
                return new Linux(System.getProperty("os.arch"));
            }
            if (system.startsWith("windows")) {
                return new Windows();
            }
            if (system.startsWith("mac")) {
                return new Mac();
            }
        } catch (RuntimeException | LinkageError e) {
            Logger log = LoggerFactory.getLogger(ThreadPriority.class);
            log.atInfo().setCause(e).log("threads keep their priority");
        }
        return () -> {};
    }

    /// Linux.
    final class Linux implements ThreadPriority {
        private static final int LOWEST = 19;
        private static final int THIS_THREAD = 0;
        private static final long IOPRIO_WHO_PROCESS = 1;
        // IOPRIO_CLASS_IDLE << 13
        private static final long IDLE = 3L << 13;
        private static final long SET_X86_64 = 251;
        private static final long SET_AARCH64 = 30;

        private final Niceness niceness = Niceness.ofSystem();
        private final MethodHandle systemCall;
        private final long number;

        Linux(String processor) {
            NativeCalls c = NativeCalls.ofDefault();
            // there is no function of the C library for it
            this.systemCall =
                    c.find(
                            "syscall",
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_LONG,
                                    ValueLayout.JAVA_LONG,
                                    ValueLayout.JAVA_LONG,
                                    ValueLayout.JAVA_LONG,
                                    ValueLayout.JAVA_LONG),
                            Linker.Option.firstVariadicArg(1));
            this.number = processor.equals("aarch64") ? SET_AARCH64 : SET_X86_64;
        }

        @Override
        public void lower() throws IOException {
            NativeCalls.call(() -> {
                boolean isLowest = niceness.set(THIS_THREAD, LOWEST);
                long drives =
                        (long) systemCall.invoke(number, IOPRIO_WHO_PROCESS, THIS_THREAD, IDLE);
                if (!isLowest || drives != 0) {
                    throw new IOException(
                            "setpriority done: %b, ioprio_set says %d".formatted(isLowest, drives));
                }
                return true;
            });
        }
    }

    /// Windows.
    final class Windows implements ThreadPriority {
        private static final int THREAD_MODE_BACKGROUND_BEGIN = 0x00010000;

        private final MethodHandle current;
        private final MethodHandle set;

        Windows() {
            NativeCalls kernel = NativeCalls.of("kernel32", Arena.ofAuto());
            this.current = kernel.find("GetCurrentThread", FunctionDescriptor.of(ADDRESS));
            this.set =
                    kernel.find(
                            "SetThreadPriority",
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT, ADDRESS, ValueLayout.JAVA_INT));
        }

        private static final ValueLayout ADDRESS = ValueLayout.ADDRESS;

        @Override
        public void lower() throws IOException {
            NativeCalls.call(() -> {
                int done = (int) set.invoke(current.invoke(), THREAD_MODE_BACKGROUND_BEGIN);
                if (done == 0) {
                    throw new IOException("SetThreadPriority refuses");
                }
                return true;
            });
        }
    }

    /// macOS.
    final class Mac implements ThreadPriority {
        private static final int QOS_CLASS_BACKGROUND = 0x09;
        private static final int IOPOL_TYPE_DISK = 0;
        private static final int IOPOL_SCOPE_THREAD = 1;
        private static final int IOPOL_THROTTLE = 3;

        private final MethodHandle quality;
        private final MethodHandle drives;

        Mac() {
            NativeCalls c = NativeCalls.ofDefault();
            this.quality = c.findOfInts("pthread_set_qos_class_self_np", 2);
            this.drives = c.findOfInts("setiopolicy_np", 3);
        }

        @Override
        public void lower() throws IOException {
            NativeCalls.call(() -> {
                int processor = (int) quality.invoke(QOS_CLASS_BACKGROUND, 0);
                int drive =
                        (int) drives.invoke(IOPOL_TYPE_DISK, IOPOL_SCOPE_THREAD, IOPOL_THROTTLE);
                if (processor != 0 || drive != 0) {
                    throw new IOException("qos says %d, iopolicy %d".formatted(processor, drive));
                }
                return true;
            });
        }
    }
}
