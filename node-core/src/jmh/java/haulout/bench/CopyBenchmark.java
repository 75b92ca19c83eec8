// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Copies a blob once, from memory to memory: what no encoder can be faster than, and a measure
/// that carries over to other machines.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CopyBenchmark {
    /// Bytes of the blob, in MiB.
    @Param({"1", "10", "32", "128"})
    public int mebibytes;

    private byte[] blob;
    private byte[] copy;

    @Setup
    public void setUp() {
        blob = SampleBytes.make(mebibytes << 20, 1);
        copy = SampleBytes.make(mebibytes << 20, 2);
    }

    @Benchmark
    public byte[] copy() {
        System.arraycopy(blob, 0, copy, 0, blob.length);
        return copy;
    }
}
