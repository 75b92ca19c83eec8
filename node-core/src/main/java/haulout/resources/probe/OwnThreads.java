// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import java.io.IOException;
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
    private final Path tasks;
    private final Niceness niceness;
    private final Set<String> looked = new HashSet<>();
    private Set<String> met = Set.of();

    OwnThreads(Path tasks, Niceness niceness) {
        this.tasks = tasks;
        this.niceness = niceness;
    }

    /// The threads of this process; empty where the system is another one, or does not tell.
    public static Optional<OwnThreads> find() {
        Path tasks = Path.of("/proc/self/task");
        boolean isLinux = System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux");
        return isLinux && Files.isDirectory(tasks)
                ? Optional.of(new OwnThreads(tasks, Niceness.ofSystem()))
                : Optional.empty();
    }

    /// Lowers the priority of every thread that has appeared since the call before the last one:
    /// what has just begun still has the name of the thread that began it. What has a lower
    /// priority already keeps it.
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
                boolean isSettled = met.contains(number) && looked.add(number);
                if (isSettled && lower(task, nice, stays)) {
                    lowered++;
                }
            }
        }
        met = now;
        looked.retainAll(now);
        return lowered;
    }

    private boolean lower(Path task, int nice, Predicate<String> stays) {
        try {
            int thread = Integer.parseInt(task.getFileName().toString());
            if (stays.test(Files.readString(task.resolve("comm")).strip())
                    || niceness.of(thread) >= nice) {
                return false;
            }
            return niceness.set(thread, nice);
        } catch (IOException | NumberFormatException _) {
            return false; // it has ended meanwhile, which the system says in more than one way
        }
    }
}
