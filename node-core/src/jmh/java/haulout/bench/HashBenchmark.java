// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.bench;

import haulout.hash.HashEngine;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Merkle hashing by BLAKE2b-256: leaves, inner nodes, and whole trees over 1024 leaves, against
/// Bouncy Castle. One operation is one leaf; leaves of 126 bytes take one compression each, of 638
/// bytes five.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class HashBenchmark {
    private static final int COUNT = 1024;
    private static final int NODE_BYTES = 32;
    private static final byte[] NO_BYTES = new byte[NODE_BYTES];

    /// Bytes of a leaf.
    @Param({"126", "638"})
    public int leafBytes;

    /// Which engine does it; `bouncycastle` is the library's scalar one.
    @Param({"vector", "scalar", "bouncycastle"})
    public String engine;

    private Hashing hashing;
    private byte[] leaves;
    private byte[] nodes;
    private byte[] above;

    @Setup
    public void setUp() {
        hashing =
                engine.equals("bouncycastle") ? new BouncyCastle() : new Ours(Engines.hash(engine));
        leaves = SampleBytes.make(COUNT * leafBytes, 1);
        nodes = SampleBytes.make(COUNT * NODE_BYTES, 2);
        above = new byte[COUNT * NODE_BYTES];
    }

    @Benchmark
    @OperationsPerInvocation(COUNT)
    public byte[] leafHashes() {
        hashing.leafHashes(leaves, leafBytes, above);
        return above;
    }

    /// One operation is one inner node.
    @Benchmark
    @OperationsPerInvocation(COUNT / 2)
    public byte[] innerHashes() {
        hashing.innerHashes(nodes, COUNT, above);
        return above;
    }

    @Benchmark
    @OperationsPerInvocation(COUNT)
    public byte[] merkleRoot() {
        hashing.merkleRoot(leaves, leafBytes, above);
        return above;
    }

    private sealed interface Hashing {
        void leafHashes(byte[] leaves, int leafBytes, byte[] digests);

        void innerHashes(byte[] nodes, int count, byte[] above);

        void merkleRoot(byte[] leaves, int leafBytes, byte[] root);
    }

    private static final class Ours implements Hashing {
        private final HashEngine engine;

        Ours(HashEngine engine) {
            this.engine = engine;
        }

        @Override
        public void leafHashes(byte[] leaves, int leafBytes, byte[] digests) {
            engine.leafHashes(leaves, 0, leafBytes, leafBytes, COUNT, digests, 0);
        }

        @Override
        public void innerHashes(byte[] nodes, int count, byte[] above) {
            engine.innerHashes(nodes, 0, count, above, 0);
        }

        @Override
        public void merkleRoot(byte[] leaves, int leafBytes, byte[] root) {
            engine.merkleRoot(leaves, 0, leafBytes, leafBytes, COUNT, root, 0);
        }
    }

    private static final class BouncyCastle implements Hashing {
        private final Blake2bDigest digest = new Blake2bDigest(8 * NODE_BYTES);
        private final byte[] level = new byte[COUNT * NODE_BYTES];

        @Override
        public void leafHashes(byte[] leaves, int leafBytes, byte[] digests) {
            for (int i = 0; i < COUNT; i++) {
                digest.update((byte) 0);
                digest.update(leaves, i * leafBytes, leafBytes);
                digest.doFinal(digests, i * NODE_BYTES);
            }
        }

        @Override
        public void innerHashes(byte[] nodes, int count, byte[] above) {
            for (int i = 0; i < count; i += 2) {
                digest.update((byte) 1);
                digest.update(nodes, i * NODE_BYTES, NODE_BYTES);
                if (i + 1 < count) {
                    digest.update(nodes, (i + 1) * NODE_BYTES, NODE_BYTES);
                } else {
                    digest.update(NO_BYTES, 0, NODE_BYTES);
                }
                digest.doFinal(above, i / 2 * NODE_BYTES);
            }
        }

        @Override
        public void merkleRoot(byte[] leaves, int leafBytes, byte[] root) {
            leafHashes(leaves, leafBytes, level);
            for (int count = COUNT; count > 1; count = Math.ceilDiv(count, 2)) {
                innerHashes(level, count, level);
            }
            System.arraycopy(level, 0, root, 0, NODE_BYTES);
        }
    }
}
