// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Our encoder against the official WebAssembly one: two long-lived, warm processes on one
/// processor, asked in turn for the same blobs. Refuses to go on when their results differ.
public final class WasmComparison {
    private static final String DEFAULT_SHAPES = "1000/32M 100/1M 10/1M 1000/1M 100/32M";

    /// Timed calls of ours in a round last about this long in all, in milliseconds, so that short
    /// calls are repeated; theirs are as many, but at most [#MOST_OF_THEIRS].
    private static final double ROUND_MILLIS = 200;

    private static final int MOST_CALLS = 40;
    private static final int MOST_OF_THEIRS = 8;

    /// Untimed calls before the first round: ours until they have taken this long in all, so that
    /// the just-in-time compiler is done; theirs twice, which is where they stop becoming faster.
    private static final double WARM_UP_MILLIS = 12_000;

    private static final int LEAST_WARM_UP_CALLS = 6;

    private final PrintStream out;
    private final Peer ours;
    private final Peer theirs;
    private final int rounds;

    private WasmComparison(PrintStream out, Peer ours, Peer theirs, int rounds) {
        this.out = out;
        this.ours = ours;
        this.theirs = theirs;
        this.rounds = rounds;
    }

    /// @param arguments number of rounds, shapes separated by blanks or nothing for the usual ones,
    ///   `--`, command of ours, `--`, command of theirs
    public static void main(String... arguments) throws IOException {
        List<String> words = Arrays.asList(arguments);
        int first = words.indexOf("--");
        int second = first + 1 + words.subList(first + 1, words.size()).indexOf("--");
        String shapes = first > 1 ? String.join(" ", words.subList(1, first)) : DEFAULT_SHAPES;
        try (Peer ours = new Peer(words.subList(first + 1, second));
                Peer theirs = new Peer(words.subList(second + 1, words.size()))) {
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            out.println(Machine.describe());
            out.println("our engines: " + ours.ask("engine") + "; theirs: " + theirs.ask("engine"));
            out.println(
                    "milliseconds of the clock: median [min … max] of all calls; ratios: theirs / ours");
            out.println();
            out.println(
                    "| n/blob | ours | theirs | ratio of medians | of bests | round by round | of CPU time | blob ID |");
            out.println("|---|---|---|---|---|---|---|---|");
            WasmComparison comparison =
                    new WasmComparison(out, ours, theirs, Integer.parseInt(words.getFirst()));
            for (String shape : shapes.strip().split("\\s+")) {
                comparison.compare(shape, Shape.parse(shape));
            }
        }
    }

    private void compare(String name, Shape shape) throws IOException {
        double oneOfOurs = warmUp(shape);
        int calls = Math.clamp(Math.round(ROUND_MILLIS / oneOfOurs), 1, MOST_CALLS);
        Figures ourWall = new Figures();
        Figures theirWall = new Figures();
        double ourCpu = 0;
        double theirCpu = 0;
        Figures ratios = new Figures();
        String id = "";
        for (int round = 0; round < rounds; round++) {
            Answer mine = ours.run(shape, 100 + round, calls);
            Answer other = theirs.run(shape, 100 + round, Math.min(calls, MOST_OF_THEIRS));
            requireSame("blob ID", mine.id(), other.id());
            id = mine.id();
            ourWall.addAll(mine.wall());
            theirWall.addAll(other.wall());
            ourCpu += mine.cpuMillis();
            theirCpu += other.cpuMillis();
            ratios.add(other.wall().median() / mine.wall().median());
        }
        requireSame("slivers", ours.ask("slivers"), theirs.ask("slivers"));
        out.printf(
                "| %s | %s | %s | **%s** | %s | %s | %s | same, %s… |%n",
                name,
                ourWall,
                theirWall,
                Figures.number(theirWall.median() / ourWall.median()),
                Figures.number(theirWall.min() / ourWall.min()),
                ratios,
                Figures.number(theirCpu / theirWall.count() / (ourCpu / ourWall.count())),
                id.substring(0, 6));
    }

    private double warmUp(Shape shape) throws IOException {
        theirs.run(shape, 1, 2);
        double best = Double.MAX_VALUE;
        double spent = 0;
        for (int calls = 0; calls < LEAST_WARM_UP_CALLS || spent < WARM_UP_MILLIS; calls++) {
            double millis = ours.run(shape, 1, 1).wall().min();
            best = Math.min(best, millis);
            spent += millis;
        }
        return best;
    }

    private static void requireSame(String what, String ours, String theirs) {
        if (!ours.equals(theirs)) {
            throw new IllegalStateException(what + " differ: ours " + ours + ", theirs " + theirs);
        }
    }

    private record Answer(String id, double cpuMillis, Figures wall) {}

    /// A process that speaks the protocol of [EncodeServer].
    private static final class Peer implements AutoCloseable {
        private final Process process;
        private final BufferedReader answers;

        Peer(List<String> command) throws IOException {
            process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            answers = process.inputReader(StandardCharsets.US_ASCII);
        }

        String ask(String line) throws IOException {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new IOException(
                        "no answer to '"
                                + line
                                + "': "
                                + process.info().commandLine().orElse("ended"));
            }
            return answer;
        }

        Answer run(Shape shape, int seed, int times) throws IOException {
            String[] words =
                    ask("run %d %d %d %d"
                                    .formatted(
                                            shape.config().shardCount(),
                                            shape.blobBytes(),
                                            seed,
                                            times))
                            .split(" ");
            Figures wall = new Figures();
            for (int i = 2; i < words.length; i++) {
                wall.add(Double.parseDouble(words[i]));
            }
            return new Answer(words[0], Double.parseDouble(words[1]), wall);
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
