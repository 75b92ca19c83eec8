// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.bench;

import haulout.codec.CodecEngine.RowDecoder;
import haulout.codec.CodecEngine.RowEncoder;
import haulout.codec.ErasurePattern;
import haulout.codec.ReedSolomonCode;
import haulout.codec.SymbolGrid;
import haulout.core.EncodingConfig;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/// One dimension: the two codes of a blob, encoded and decoded by themselves.
///
/// An operation codes about 1 MiB of source bytes in symbols of 1024 bytes, laid out as the encoder
/// has them: rows of the matrix for the code along rows, rows of a few columns for the code along
/// columns. Decoding has the worst pattern: as many recovery rows as there are take the place of
/// source rows.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class CodeBenchmark {
    private static final int SYMBOL_BYTES = 1024;
    private static final int SOURCE_BYTES = 1 << 20;

    /// Number of shards.
    @Param({"10", "100", "1000"})
    public int shards;

    /// `rows` extends s symbols to n, `columns` p to n.
    @Param({"rows", "columns"})
    public String code;

    /// Which engine does it.
    @Param({"vector", "scalar"})
    public String engine;

    private int symbolCount;
    private RowEncoder encoder;
    private RowDecoder decoder;
    private SymbolGrid source;
    private SymbolGrid recovery;
    private SymbolGrid present;
    private SymbolGrid missing;

    @Setup
    public void setUp() {
        EncodingConfig config = new EncodingConfig(shards);
        int k = code.equals("rows") ? config.secondarySourceCount() : config.primarySourceCount();
        int r = shards - k;
        ReedSolomonCode reedSolomon = new ReedSolomonCode(k, r);
        symbolCount = Math.max(1, SOURCE_BYTES / SYMBOL_BYTES / k);
        int rowBytes = symbolCount * SYMBOL_BYTES;
        source = new SymbolGrid(SampleBytes.make(k * rowBytes, 1), 0, rowBytes, SYMBOL_BYTES);
        recovery = new SymbolGrid(new byte[r * rowBytes], 0, rowBytes, SYMBOL_BYTES);
        encoder = Engines.codec(engine).encoder(reedSolomon);
        int lost = Math.min(k, r);
        int[] positions =
                IntStream.concat(IntStream.range(lost, k), IntStream.range(k, k + lost)).toArray();
        int[] wanted = IntStream.range(0, lost).toArray();
        decoder = Engines.codec(engine).decoder(new ErasurePattern(reedSolomon, positions, wanted));
        present = new SymbolGrid(SampleBytes.make(k * rowBytes, 2), 0, rowBytes, SYMBOL_BYTES);
        missing = new SymbolGrid(new byte[lost * rowBytes], 0, rowBytes, SYMBOL_BYTES);
    }

    @Benchmark
    public SymbolGrid encode() {
        encoder.encode(source, recovery, symbolCount, SYMBOL_BYTES);
        return recovery;
    }

    @Benchmark
    public SymbolGrid decode() {
        decoder.decode(present, missing, symbolCount, SYMBOL_BYTES);
        return missing;
    }
}
