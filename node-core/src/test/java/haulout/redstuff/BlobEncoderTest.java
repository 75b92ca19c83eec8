// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.Axis;
import haulout.core.EncodingConfig;
import haulout.testing.TestSeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobEncoderTest {
    private final ExecutorService executor = Executors.newFixedThreadPool(3);
    private final Random random = TestSeed.random(getClass().getSimpleName(), 7);

    @AfterEach
    void stopThreads() {
        executor.shutdownNow();
    }

    @TempDir Path temp;

    private byte[] blob(int size) {
        byte[] blob = new byte[size];
        random.nextBytes(blob);
        return blob;
    }

    /// However a blob is cut and however many threads share it, the result is the same, byte for
    /// byte.
    @Test
    void doesNotDependOnThreadsOrBufferSizes() throws Exception {
        for (int round = 0; round < 40; round++) {
            int n = 4 + random.nextInt(round < 30 ? 60 : 300);
            EncodingConfig config = new EncodingConfig(n);
            byte[] blob = blob(random.nextInt(Math.clamp(config.maxBlobBytes(), 1, 400_000)));
            BufferSizes sizes =
                    new BufferSizes(
                            1 + random.nextInt(100_000),
                            1 + random.nextInt(100_000),
                            1 + random.nextInt(1_000_000),
                            1 + random.nextInt(200_000));
            requireSame(config, blob, BlobSource.of(blob), sizes);
        }
    }

    /// Symbols that are read and written one by one, out of memory and out of a file, the last of
    /// them partly or wholly padding.
    @Test
    void largeSymbolsMakeNoDifference() throws Exception {
        for (int round = 0; round < 8; round++) {
            EncodingConfig config = new EncodingConfig(8 + random.nextInt(24));
            int symbols = config.primarySourceCount() * config.secondarySourceCount();
            int size = symbols * (9_000 + random.nextInt(9_000)) - random.nextInt(20_000);
            byte[] blob = blob(size);
            BufferSizes sizes =
                    new BufferSizes(100_000, 1 << 20, 8 << 20, 1 + random.nextInt(40_000));
            requireSame(config, blob, BlobSource.of(blob), sizes);
            Path path = Files.write(temp.resolve("blob " + round), blob);
            try (FileBlob file = FileBlob.open(path)) {
                requireSame(config, blob, file, sizes);
                requireSameMapped(config, blob, file, sizes);
            }
        }
    }

    /// Rows are written from the mapped file, all but the last, which may be padded.
    @Test
    void aMappedFileMakesNoDifference() throws Exception {
        for (int round = 0; round < 30; round++) {
            EncodingConfig config = new EncodingConfig(4 + random.nextInt(120));
            byte[] blob = blob(random.nextInt(Math.clamp(config.maxBlobBytes(), 1, 400_000)));
            Path path = Files.write(temp.resolve("blob " + round), blob);
            try (FileBlob file = FileBlob.open(path)) {
                BufferSizes sizes = new BufferSizes(50_000, 50_000, 500_000, 100_000);
                requireSameMapped(config, blob, file, sizes);
            }
        }
    }

    private void requireSameMapped(
            EncodingConfig config, byte[] blob, FileBlob file, BufferSizes sizes) throws Exception {
        boolean done =
                file.mapped(
                        0,
                        Long.MAX_VALUE,
                        source -> {
                            assertEquals(blob.length == 0, source == file);
                            requireSame(config, blob, source, sizes);
                            return true;
                        });
        assertTrue(done);
    }

    /// @param source of the same bytes as `blob`
    private void requireSame(
            EncodingConfig config, byte[] blob, BlobSource source, BufferSizes sizes)
            throws IOException, InterruptedException {
        int symbolBytes = config.symbolBytes(blob.length);
        String shape = config + ", blob " + blob.length + ", " + sizes;
        MemorySlivers expected = new MemorySlivers(config, symbolBytes);
        VerifiedBlobMetadata metadata =
                new BlobEncoder(config, Kernels::scalar, Crew.solo(), BufferSizes.MEMORY)
                        .encode(BlobSource.of(blob), expected, Progress.NONE);
        MemorySlivers actual = new MemorySlivers(config, symbolBytes);
        Crew crew = new Crew(executor, 1 + random.nextInt(3));
        VerifiedBlobMetadata again =
                new BlobEncoder(config, Kernels::best, crew, sizes)
                        .encode(source, actual, Progress.NONE);
        assertEquals(metadata.blobId(), again.blobId(), shape);
        assertEquals(metadata.metadata(), again.metadata(), shape);
        for (Axis axis : Axis.values()) {
            for (int i = 0; i < config.shardCount(); i++) {
                assertArrayEquals(expected.payload(axis, i), actual.payload(axis, i), shape);
            }
        }
        try (ColumnSpool spool = ColumnSpool.open(config, symbolBytes)) {
            assertEquals(
                    metadata.blobId(),
                    new BlobEncoder(config, Kernels::best, Crew.solo(), sizes)
                            .encode(source, spool, Progress.NONE)
                            .blobId(),
                    shape);
        }
    }

    @Test
    void mayBeUsedForManyBlobsOfDifferentSizes() throws Exception {
        EncodingConfig config = new EncodingConfig(31);
        BlobEncoder kept = new BlobEncoder(config, Kernels::best, Crew.solo(), BufferSizes.MEMORY);
        for (int size : new int[] {5_000, 0, 100_000, 7, 5_000}) {
            byte[] blob = blob(size);
            MemorySlivers slivers = new MemorySlivers(config, config.symbolBytes(size));
            assertEquals(
                    new BlobEncoder(config, Kernels::best, Crew.solo(), BufferSizes.MEMORY)
                            .encode(BlobSource.of(blob), slivers, Progress.NONE)
                            .blobId(),
                    kept.encode(BlobSource.of(blob), slivers, Progress.NONE).blobId());
        }
    }

    @Test
    void reportsProgressUpToTheTotal() throws Exception {
        for (int n : new int[] {10, 50}) {
            EncodingConfig config = new EncodingConfig(n);
            AtomicLong highest = new AtomicLong();
            AtomicLong whole = new AtomicLong();
            new BlobEncoder(
                            config,
                            Kernels::best,
                            new Crew(executor, 2),
                            new BufferSizes(1, 1, 1 << 20, 1))
                    .encode(
                            BlobSource.of(blob(50_000)),
                            new MemorySlivers(config, config.symbolBytes(50_000)),
                            (done, total) -> {
                                assertTrue(done <= total);
                                highest.accumulateAndGet(done, Math::max);
                                whole.set(total);
                            });
            assertEquals(whole.get(), highest.get());
        }
    }

    @Test
    void passesOnWhatTheSourceAndTheSinkFailWith() {
        EncodingConfig config = new EncodingConfig(40);
        IOException gone = new IOException("drive is gone");
        BlobSource failing =
                new BlobSource() {
                    @Override
                    public long length() {
                        return 100_000;
                    }

                    @Override
                    public void read(long position, byte[] target, int offset, int count)
                            throws IOException {
                        if (position > 50_000) {
                            throw gone;
                        }
                    }
                };
        BlobEncoder encoder =
                new BlobEncoder(config, Kernels::best, new Crew(executor, 2), BufferSizes.MEMORY);
        assertSame(
                gone,
                assertThrows(
                        IOException.class,
                        () ->
                                encoder.encode(
                                        failing,
                                        new MemorySlivers(config, config.symbolBytes(100_000)),
                                        Progress.NONE)));
    }

    @Test
    void stopsWhenInterrupted() {
        EncodingConfig config = new EncodingConfig(40);
        BlobEncoder encoder =
                new BlobEncoder(config, Kernels::best, Crew.solo(), BufferSizes.MEMORY);
        Thread.currentThread().interrupt();
        assertThrows(
                InterruptedException.class,
                () ->
                        encoder.encode(
                                BlobSource.of(blob(100_000)),
                                new MemorySlivers(config, config.symbolBytes(100_000)),
                                Progress.NONE));
    }

    @Test
    void refusesTooFewShardsAndTooLargeBlobs() {
        for (int n = 1; n < 4; n++) {
            EncodingConfig config = new EncodingConfig(n);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new BlobEncoder(config, Kernels::best, Crew.solo(), BufferSizes.MEMORY));
        }
        EncodingConfig four = new EncodingConfig(4);
        BlobEncoder encoder = new BlobEncoder(four, Kernels::best, Crew.solo(), BufferSizes.MEMORY);
        byte[] tooLarge = new byte[(int) four.maxBlobBytes() + 1];
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        encoder.encode(
                                BlobSource.of(tooLarge),
                                new MemorySlivers(four, 65534),
                                Progress.NONE));
    }
}
