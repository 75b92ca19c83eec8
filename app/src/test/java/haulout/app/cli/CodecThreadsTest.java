// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CodecThreadsTest {
    private static final long HEAP = 512L << 20;
    private static final int LARGEST_SYMBOL = 65534;

    @Test
    void smallBlobsGetAllProcessors() {
        assertEquals(2, CodecThreads.fitting(10, 2, 1, HEAP, 2));
        assertEquals(4, CodecThreads.fitting(100, LARGEST_SYMBOL, 1, HEAP, 4));
    }

    @Test
    void theLargestBlobOfThePublicNetworkGetsTwo() {
        assertEquals(2, CodecThreads.fitting(1000, LARGEST_SYMBOL, 1, HEAP, 2));
        assertEquals(2, CodecThreads.fitting(1000, LARGEST_SYMBOL, 2, HEAP, 2));
    }

    @Test
    void thereIsAlwaysOne() {
        assertEquals(1, CodecThreads.fitting(4096, LARGEST_SYMBOL, 1, HEAP, 16));
        assertEquals(1, CodecThreads.fitting(1000, LARGEST_SYMBOL, 2, 32 << 20, 16));
    }

    @Test
    void buffersStayWithinTwoThirdsOfTheHeap() {
        for (int shards : new int[] {4, 10, 100, 1000, 4096}) {
            for (int symbolBytes : new int[] {2, 1000, LARGEST_SYMBOL}) {
                long perThread = Math.max(2L * shards * symbolBytes, 48 << 20);
                int threads = CodecThreads.fitting(shards, symbolBytes, 2, HEAP, 64);
                assertTrue(
                        threads == 1 || threads * perThread < HEAP / 3 * 2,
                        threads + " threads for " + shards + " shards and " + symbolBytes);
            }
        }
    }

    @Test
    void aCrewHasAsManyThreadsAsAskedFor() {
        for (int count : new int[] {1, 2, 5}) {
            try (CodecThreads threads = CodecThreads.of(count)) {
                assertEquals(count, threads.crew().size());
            }
        }
    }
}
