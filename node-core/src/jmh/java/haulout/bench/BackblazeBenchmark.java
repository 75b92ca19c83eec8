// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.bench;

import com.backblaze.erasure.ReedSolomon;
import haulout.codec.CodecEngine.RowDecoder;
import haulout.codec.CodecEngine.RowEncoder;
import haulout.codec.ErasurePattern;
import haulout.codec.ReedSolomonCode;
import haulout.codec.SymbolGrid;
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

/// Against JavaReedSolomon of Backblaze, at shapes that both can do: theirs is a code over GF(2^8)
/// of at most 256 rows, ours the network's over GF(2^16). Rows of 1 MiB, one thread; ours takes
/// them as 32 symbols of 32 KiB, the size of a symbol being limited to 65534 bytes.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g"})
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 4, time = 3)
public class BackblazeBenchmark {
    private static final int SYMBOL_BYTES = 32 << 10;
    private static final int SYMBOLS = 32;
    private static final int ROW_BYTES = SYMBOLS * SYMBOL_BYTES;

    /// Source and recovery rows.
    @Param({"17+1", "17+3", "4+6", "7+3", "10+20", "34+66", "67+33"})
    public String code;

    private RowEncoder encoder;
    private RowDecoder decoder;
    private SymbolGrid source;
    private SymbolGrid recovery;
    private SymbolGrid present;
    private SymbolGrid missing;
    private ReedSolomon backblaze;
    private byte[][] rows;
    private boolean[] there;

    @Setup
    public void setUp() {
        int plus = code.indexOf('+');
        int k = Integer.parseInt(code.substring(0, plus));
        int r = Integer.parseInt(code.substring(plus + 1));
        int lost = Math.min(k, r);
        ReedSolomonCode ours = new ReedSolomonCode(k, r);
        encoder = Engines.codec("vector").encoder(ours);
        int[] positions =
                IntStream.concat(IntStream.range(lost, k), IntStream.range(k, k + lost)).toArray();
        decoder =
                Engines.codec("vector")
                        .decoder(
                                new ErasurePattern(
                                        ours, positions, IntStream.range(0, lost).toArray()));
        source = grid(SampleBytes.make(k * ROW_BYTES, 1));
        recovery = grid(new byte[r * ROW_BYTES]);
        present = grid(SampleBytes.make(k * ROW_BYTES, 2));
        missing = grid(new byte[lost * ROW_BYTES]);
        backblaze = ReedSolomon.create(k, r);
        rows = new byte[k + r][];
        there = new boolean[k + r];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = SampleBytes.make(ROW_BYTES, i);
            there[i] = i >= lost;
        }
    }

    private static SymbolGrid grid(byte[] bytes) {
        return new SymbolGrid(bytes, 0, ROW_BYTES, SYMBOL_BYTES);
    }

    @Benchmark
    public SymbolGrid encodeOurs() {
        encoder.encode(source, recovery, SYMBOLS, SYMBOL_BYTES);
        return recovery;
    }

    @Benchmark
    public byte[][] encodeBackblaze() {
        backblaze.encodeParity(rows, 0, ROW_BYTES);
        return rows;
    }

    @Benchmark
    public SymbolGrid decodeOurs() {
        decoder.decode(present, missing, SYMBOLS, SYMBOL_BYTES);
        return missing;
    }

    @Benchmark
    public byte[][] decodeBackblaze() {
        backblaze.decodeMissing(rows, there, 0, ROW_BYTES);
        return rows;
    }
}
