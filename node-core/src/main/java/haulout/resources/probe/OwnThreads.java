// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The threads of this process as Linux schedules them, those of the Java machine among them.
///
/// Each has a niceness of its own there, which the Java machine leaves alone, whatever priorities a
/// program gives its threads (`-XX:ThreadPriorityPolicy=0`). An ordinary user may raise it and
/// never lower it, so that one thread comes before others only where the others are made to stand
/// back.
///
/// Threads: one at a time.
public final class OwnThreads {
    private static final int PRIO_PROCESS = 0;

    private final Path tasks;
    private final Niceness niceness;
    private Set<String> known = Set.of();

    /// What the system knows of a thread.
    interface Niceness {
        /// From -20, the first in the queue, to 19; anything for a thread that has ended.
        int of(int thread) throws IOException;

        /// Changes it; nothing happens where the system refuses.
        void set(int thread, int nice) throws IOException;
    }

    OwnThreads(Path tasks, Niceness niceness) {
        this.tasks = tasks;
        this.niceness = niceness;
    }

    /// The threads of this process; empty where the system is another one, or does not tell.
    public static Optional<OwnThreads> find() {
        Path tasks = Path.of("/proc/self/task");
        boolean isLinux = System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux");
        return isLinux && Files.isDirectory(tasks)
                ? Optional.of(new OwnThreads(tasks, new Linux()))
                : Optional.empty();
    }

    /// Lowers the priority of every thread that has appeared since the last call. What has a lower
    /// one already keeps it.
    ///
    /// @param nice 1 to 19
    /// @param stays by its name, of which the system has the first fifteen bytes
    /// @return how many were lowered
    public int lower(int nice, Predicate<String> stays) throws IOException {
        Set<String> now = new HashSet<>();
        int lowered = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(tasks)) {
            for (Path task : all) {
                String number = task.getFileName().toString();
                now.add(number);
                if (!known.contains(number) && lower(task, nice, stays)) {
                    lowered++;
                }
            }
        }
        known = now;
        return lowered;
    }

    private boolean lower(Path task, int nice, Predicate<String> stays) {
        try {
            int thread = Integer.parseInt(task.getFileName().toString());
            if (stays.test(Files.readString(task.resolve("comm")).strip())
                    || niceness.of(thread) >= nice) {
                return false;
            }
            niceness.set(thread, nice);
            return true;
        } catch (IOException | NumberFormatException _) {
            return false; // it has ended meanwhile, which the system says in more than one way
        }
    }

    /// Source: getpriority(2), setpriority(2); a thread's number counts as that of a process.
    private static final class Linux implements Niceness {
        private final MethodHandle get;
        private final MethodHandle set;

        Linux() {
            NativeCalls c = NativeCalls.ofDefault();
            this.get =
                    c.find(
                            "getpriority",
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT));
            this.set =
                    c.find(
                            "setpriority",
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT));
        }

        @Override
        public int of(int thread) throws IOException {
            return NativeCalls.call(() -> (int) get.invoke(PRIO_PROCESS, thread));
        }

        @Override
        public void set(int thread, int nice) throws IOException {
            int _ = NativeCalls.call(() -> (int) set.invoke(PRIO_PROCESS, thread, nice));
        }
    }
}
