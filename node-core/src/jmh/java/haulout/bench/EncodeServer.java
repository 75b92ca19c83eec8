// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.bench;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.redstuff.BlobEncoder;
import haulout.redstuff.BlobSource;
import haulout.redstuff.BufferSizes;
import haulout.redstuff.Crew;
import haulout.redstuff.Kernels;
import haulout.redstuff.MemorySlivers;
import haulout.redstuff.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Encodes blobs in memory on one thread as it is told by lines on standard input; the other side
/// of a comparison is a program with the same protocol.
///
/// | line | answer |
/// |---|---|
/// | `run N SIZE SEED TIMES` | `ID CPU WALL…`: the blob ID, processor milliseconds of all calls together, those of the clock for each |
/// | `slivers` | SHA-256 over the payloads of the last run: primary 0…n−1, secondary 0…n−1 |
/// | `engine` | what codes and what hashes |
///
/// Encoder and sliver buffers are kept as long as N and SIZE stay the same. Ends with its input.
public final class EncodeServer {
    private final PrintStream out;
    private final Kernels kernels = Kernels.best();
    private final com.sun.management.OperatingSystemMXBean system =
            (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private byte[] blob = new byte[0];
    private BlobEncoder encoder;
    private MemorySlivers slivers;

    private EncodeServer(PrintStream out) {
        this.out = out;
    }

    /// @param arguments none
    public static void main(String... arguments) throws Exception {
        PrintStream answers = System.out;
        System.setOut(System.err); // because a log may go to what is standard output then
        EncodeServer server = new EncodeServer(answers);
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            server.answer(line.split(" "));
        }
    }

    private void answer(String... words) throws Exception {
        switch (words[0]) {
            case "run" ->
                    run(
                            Integer.parseInt(words[1]),
                            Integer.parseInt(words[2]),
                            Integer.parseInt(words[3]),
                            Integer.parseInt(words[4]));
            case "slivers" -> out.println(digest());
            case "engine" -> out.println(kernels.codec().name() + " " + kernels.hash().name());
            default -> throw new IllegalArgumentException(words[0]);
        }
        out.flush();
    }

    private void run(int shards, int size, int seed, int times)
            throws IOException, InterruptedException {
        if (encoder == null || encoder.config().shardCount() != shards || blob.length != size) {
            EncodingConfig config = new EncodingConfig(shards);
            encoder = new BlobEncoder(config, () -> kernels, Crew.solo(), BufferSizes.MEMORY);
            blob = new byte[size];
            slivers = null;
            slivers = new MemorySlivers(config, config.symbolBytes(size));
        }
        SampleBytes.fill(blob, seed);
        BlobSource source = BlobSource.of(blob);
        StringBuilder figures = new StringBuilder();
        BlobId id = null;
        long cpu = system.getProcessCpuTime();
        for (int i = 0; i < times; i++) {
            long wall = System.nanoTime();
            id = encoder.encode(source, slivers, Progress.NONE).blobId();
            wall = System.nanoTime() - wall;
            figures.append(' ').append(wall / 1e6);
        }
        cpu = system.getProcessCpuTime() - cpu;
        out.println(id + " " + cpu / 1e6 + figures);
    }

    private String digest() throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (Axis axis : Axis.values()) {
            for (int i = 0; i < encoder.config().shardCount(); i++) {
                digest.update(slivers.payload(axis, i));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
