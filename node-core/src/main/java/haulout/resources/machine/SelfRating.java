// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.machine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;

/// Tries out what this computer can do, within twenty seconds.
///
/// Threads: one. An interrupt ends it.
public final class SelfRating {
    private static final Duration ENCODE_TIME = Duration.ofSeconds(8);
    private static final Duration FLUSH_TIME = Duration.ofSeconds(4);
    private static final Duration DISK_TIME = Duration.ofSeconds(6);
    private static final int MAX_FLUSHES = 200;
    private static final int FLUSH_BYTES = 4096;
    private static final int PART_BYTES = 1 << 20;
    private static final int DISK_PARTS = 64;

    private final LongSupplier nanoTime;

    /// @param nanoTime a steady clock
    public SelfRating(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// A piece of work to be repeated.
    @FunctionalInterface
    public interface Trial {
        /// Does it once.
        ///
        /// @return bytes that were worked on
        long run() throws IOException, InterruptedException;
    }

    /// What was found.
    ///
    /// @param encodeRate bytes of blobs a second on the threads of heavy work
    /// @param flushTime median time until a small write is safe
    /// @param writeRate bytes a second, safe on the drive
    /// @param readRate bytes a second, right after writing, so partly from memory
    public record Rating(
            long encodeRate,
            Duration flushTime,
            long writeRate,
            long readRate,
            long memoryBytes,
            int cores) {}

    /// Rates this computer.
    ///
    /// @param encode encodes a blob of a few megabytes
    /// @param folder on the drive that would be lent; nothing is left in it
    public Rating rate(Trial encode, Path folder, long memoryBytes, int cores)
            throws IOException, InterruptedException {
        encode.run(); // until its code is compiled it says little
        long encodeRate = repeat(encode);
        Path file = Files.createTempFile(folder, "rating", ".tmp");
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.READ)) {
            Duration flush = flush(channel);
            long write = write(channel);
            long read = read(channel);
            return new Rating(encodeRate, flush, write, read, memoryBytes, cores);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private long repeat(Trial trial) throws IOException, InterruptedException {
        long begin = nanoTime.getAsLong();
        long bytes = 0;
        do {
            bytes += trial.run();
        } while (since(begin).compareTo(ENCODE_TIME) < 0);
        return perSecond(bytes, since(begin));
    }

    private Duration since(long begin) {
        return Duration.ofNanos(nanoTime.getAsLong() - begin);
    }

    private static long perSecond(long bytes, Duration time) {
        return (long) (bytes / Math.max(1e-6, time.toNanos() / 1e9));
    }

    private Duration flush(FileChannel channel) throws IOException, InterruptedException {
        List<Duration> times = new ArrayList<>();
        long begin = nanoTime.getAsLong();
        while (times.size() < MAX_FLUSHES && since(begin).compareTo(FLUSH_TIME) < 0) {
            long one = nanoTime.getAsLong();
            writeFully(
                    channel, ByteBuffer.allocate(FLUSH_BYTES), times.size() * (long) FLUSH_BYTES);
            channel.force(false);
            times.add(since(one));
            yieldToInterrupt();
        }
        Collections.sort(times);
        return times.get(times.size() / 2);
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes, long at)
            throws IOException {
        long from = at;
        while (bytes.hasRemaining()) {
            from += channel.write(bytes, from);
        }
    }

    private long write(FileChannel channel) throws IOException, InterruptedException {
        ByteBuffer part = ByteBuffer.allocateDirect(PART_BYTES);
        long begin = nanoTime.getAsLong();
        long bytes = 0;
        for (int i = 0; i < DISK_PARTS && since(begin).compareTo(DISK_TIME) < 0; i++) {
            // other bytes each time, for drives that keep equal ones once
            part.clear().putLong(0, i * 0x9E3779B97F4A7C15L);
            writeFully(channel, part, bytes);
            bytes += PART_BYTES;
            yieldToInterrupt();
        }
        channel.force(true);
        return perSecond(bytes, since(begin));
    }

    private long read(FileChannel channel) throws IOException, InterruptedException {
        ByteBuffer part = ByteBuffer.allocateDirect(PART_BYTES);
        long begin = nanoTime.getAsLong();
        long bytes = 0;
        int count = channel.read(part.clear(), bytes);
        while (count > 0) {
            bytes += count;
            yieldToInterrupt();
            count = channel.read(part.clear(), bytes);
        }
        return perSecond(bytes, since(begin));
    }

    private static void yieldToInterrupt() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
