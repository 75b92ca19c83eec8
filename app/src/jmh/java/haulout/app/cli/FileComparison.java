// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Encoding from file to file beside encoding in memory: the processes of [FileRuns] have turns, so
/// that all meet the same weather, and what is compared is what they did in one round.
public final class FileComparison {
    private static final int WARM_MILLIS = 6000;

    /// A turn: long enough that the caches are one's own again.
    private static final int TURN_MILLIS = 250;

    private static final List<String> WAYS = List.of("memory", "kept", "command");

    private FileComparison() {}

    /// @param arguments folder for the files, rounds, shapes as shards/mebibytes, `--`, and the
    ///   command that starts Java with the class path
    public static void main(String[] arguments) throws IOException {
        List<String> all = Arrays.asList(arguments);
        int end = all.indexOf("--");
        int rounds = Integer.parseInt(all.get(1));
        System.out.println(
                "| n, blob | way | ms | ratio of medians | round by round | user, system |");
        System.out.println("|---|---|---|---|---|---|");
        Path folder = Files.createTempDirectory(Path.of(all.getFirst()), "haulout-bench-");
        try {
            for (String shape : all.subList(2, end)) {
                compare(folder.toString(), shape, rounds, all.subList(end + 1, all.size()));
            }
        } finally {
            remove(folder);
        }
    }

    private static void remove(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
            all = new ArrayList<>(found.toList());
        }
        Collections.reverse(all); // what is in a folder goes before it
        for (Path path : all) {
            Files.delete(path);
        }
    }

    private static void compare(String folder, String shape, int rounds, List<String> java)
            throws IOException {
        List<Side> sides = new ArrayList<>();
        try {
            for (String way : WAYS) {
                sides.add(Side.start(folder, shape, way, java));
            }
            for (int round = 0; round < rounds; round++) {
                for (Side side : sides) {
                    side.turn();
                }
            }
        } finally {
            for (Side side : sides) {
                side.stop();
            }
        }
        for (Side side : sides) {
            System.out.println(side.row(shape, sides.getFirst()));
        }
    }

    /// One process and what it has done.
    private static final class Side {
        private final String way;
        private final Process process;
        private final BufferedReader answers;
        private final Writer requests;
        private final List<Double> millis = new ArrayList<>();
        private double user;
        private double system;

        private Side(String way, Process process) {
            this.way = way;
            this.process = process;
            this.answers = process.inputReader(StandardCharsets.UTF_8);
            this.requests = process.outputWriter(StandardCharsets.UTF_8);
        }

        static Side start(String folder, String shape, String way, List<String> java)
                throws IOException {
            List<String> command = new ArrayList<>(java);
            command.add(way.equals("memory") ? "-Xmx1500m" : "-Xmx512m");
            command.add("-Dhaulout.codec.engine=vector");
            command.add(FileRuns.class.getName());
            command.addAll(List.of(folder, shape, way, String.valueOf(WARM_MILLIS)));
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            Side side = new Side(way, process);
            if (!"ready".equals(side.answers.readLine())) {
                throw new IOException(way + " did not start");
            }
            return side;
        }

        void turn() throws IOException {
            requests.write(TURN_MILLIS + "\n");
            requests.flush();
            String[] answer = answers.readLine().split(" ", -1);
            millis.add(Long.parseLong(answer[0]) / 1e6);
            user += Long.parseLong(answer[1]) / 1e3;
            system += Long.parseLong(answer[2]) / 1e3;
        }

        void stop() throws IOException {
            requests.close();
            answers.readLine(); // which comes to its end with the process
            process.onExit().join();
        }

        String row(String shape, Side memory) {
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < millis.size(); round++) {
                ratios.add(memory.millis.get(round) / millis.get(round));
            }
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | **%.2f** | %s | %.1f, %.1f |",
                    shape,
                    way,
                    text(millis),
                    median(memory.millis) / median(millis),
                    text(ratios),
                    user / millis.size(),
                    system / millis.size());
        }

        private static double median(List<Double> values) {
            List<Double> sorted = new ArrayList<>(values);
            Collections.sort(sorted);
            return sorted.get(sorted.size() / 2);
        }

        private static String text(List<Double> values) {
            return String.format(
                    Locale.ROOT,
                    "%.2f [%.2f … %.2f]",
                    median(values),
                    Collections.min(values),
                    Collections.max(values));
        }
    }
}
