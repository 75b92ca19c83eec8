// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A folder of slivers of a small blob in which one file after another has other contents, and
/// `haulout decode` for it. Not thread-safe.
final class HostileFolder {
    /// Longest file that is written.
    private static final int MAX_BYTES = 1 << 20;

    private static final int SHARDS = 7;
    private static final int BLOB_BYTES = 100;

    private final Path work;
    private final Path folder;
    private final byte[] blob;
    private final Map<String, byte[]> files = new TreeMap<>();

    /// `decode` said in one sentence why not.
    static final class Refused extends Exception {
        @Serial private static final long serialVersionUID = 1L;

        Refused(String sentence) {
            super(sentence);
        }
    }

    /// @param work an empty folder
    /// @param kept which of the files that `encode` makes are there
    HostileFolder(Path work, List<String> kept) throws IOException {
        this.work = work;
        this.folder = work.resolve("slivers");
        this.blob = new byte[BLOB_BYTES];
        for (int i = 0; i < BLOB_BYTES; i++) {
            blob[i] = (byte) (i * i + 7);
        }
        Path whole = work.resolve("blob");
        Files.write(whole, blob);
        Outcome made =
                run(
                        "encode",
                        whole.toString(),
                        "--shards",
                        "" + SHARDS,
                        "--out",
                        folder.toString());
        if (made.exit() != 0) {
            throw new AssertionError("encode failed: " + made.err());
        }
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.toList()) {
                String name = path.getFileName().toString();
                if (kept.isEmpty() || kept.contains(name)) {
                    files.put(name, Files.readAllBytes(path));
                } else {
                    Files.delete(path);
                }
            }
        }
    }

    /// What a command answered.
    private record Outcome(int exit, String err) {}

    private static Outcome run(String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit =
                new CommandRunner(
                                List.of(new EncodeCommand(), new DecodeCommand()),
                                "test",
                                new PrintStream(OutputStream.nullOutputStream()),
                                new PrintStream(err, true, StandardCharsets.UTF_8),
                                InstantSource.system(),
                                new CleanUps())
                        .run(arguments);
        return new Outcome(exit, err.toString(StandardCharsets.UTF_8));
    }

    Path folder() {
        return folder;
    }

    byte[] blob() {
        return blob.clone();
    }

    /// For each file an input that leaves it as it is.
    List<byte[]> inputs() {
        List<String> names = List.copyOf(files.keySet());
        return names.stream()
                .map(name -> {
                    byte[] contents = files.get(name);
                    byte[] input = new byte[1 + contents.length];
                    input[0] = (byte) names.indexOf(name);
                    System.arraycopy(contents, 0, input, 1, contents.length);
                    return input;
                })
                .toList();
    }

    /// The file that an input is for: the first byte is its number.
    String target(byte[] input) {
        List<String> names = List.copyOf(files.keySet());
        return names.get(input.length == 0 ? 0 : (input[0] & 0xFF) % names.size());
    }

    /// Gives a file other contents, all of the input but its first byte, and decodes.
    ///
    /// @return what came out
    byte[] decodeWith(byte[] input) throws Refused, IOException {
        String name = target(input);
        byte[] contents =
                Arrays.copyOfRange(
                        input, Math.min(1, input.length), Math.min(input.length, MAX_BYTES));
        Path path = folder.resolve(name);
        Files.write(path, contents);
        try {
            return decode();
        } finally {
            Files.write(path, files.get(name));
        }
    }

    /// Decodes the folder as it is.
    byte[] decode() throws Refused, IOException {
        Path target = Files.createDirectories(work.resolve("target"));
        Path out = target.resolve("blob");
        Outcome outcome = run("decode", "--in", folder.toString(), "--out", out.toString());
        try {
            check(outcome, target, out);
            if (outcome.exit() != 0) {
                String[] lines = outcome.err().lines().toArray(String[]::new);
                throw new Refused(lines[lines.length - 1]);
            }
            return Files.readAllBytes(out);
        } finally {
            deleteAll(target);
        }
    }

    private static void check(Outcome outcome, Path target, Path out) throws IOException {
        if (outcome.exit() == CommandRunner.DONE) {
            return;
        }
        String err = outcome.err();
        if (outcome.exit() != CommandRunner.FAILED
                || !err.startsWith("haulout: ")
                || !err.endsWith(System.lineSeparator())
                || err.contains("a mistake inside Haulout")
                || err.contains("not enough memory")) {
            throw new AssertionError("exit code " + outcome.exit() + " and: " + err);
        }
        try (Stream<Path> left = Files.list(target)) {
            List<Path> paths = left.toList();
            if (!paths.isEmpty()) {
                throw new AssertionError("left behind: " + paths);
            }
        }
    }

    private static void deleteAll(Path target) {
        try (Stream<Path> left = Files.list(target)) {
            for (Path path : left.toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
