// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.bench;

import haulout.core.Axis;
import haulout.core.EncodingConfig;
import haulout.core.SliverIndex;
import haulout.redstuff.BlobEncoder;
import haulout.redstuff.BlobSource;
import haulout.redstuff.BufferSizes;
import haulout.redstuff.Crew;
import haulout.redstuff.GeneralRecoverySymbol;
import haulout.redstuff.Kernels;
import haulout.redstuff.MemorySlivers;
import haulout.redstuff.Progress;
import haulout.redstuff.RecoveryResult;
import haulout.redstuff.Sliver;
import haulout.redstuff.SliverRebuilder;
import haulout.redstuff.SliverRecovery;
import haulout.redstuff.SliverVerificationException;
import haulout.redstuff.SliverVerifier;
import haulout.redstuff.SymbolProver;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.redstuff.VerifiedSliver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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

/// What a node does with one sliver: check one that it received, and make one again of symbols that
/// others sent. Those come from the slivers with the highest numbers, so that as much as possible
/// must be decoded.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms2g", "-Xmx2g"})
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class SliverBenchmark {
    /// Shards and bytes.
    @Param({"10/1M", "100/1M", "100/32M", "1000/1M", "1000/32M"})
    public String shape;

    /// The sliver's axis.
    @Param({"PRIMARY", "SECONDARY"})
    public Axis axis;

    /// Which engine does it.
    @Param({"vector"})
    public String engine;

    private final SliverIndex index = new SliverIndex(1);
    private VerifiedBlobMetadata metadata;
    private Sliver sliver;
    private SliverVerifier verifier;
    private SliverRebuilder rebuilder;
    private List<GeneralRecoverySymbol> symbols;

    @Setup
    public void setUp() throws IOException, InterruptedException {
        Shape parsed = Shape.parse(shape);
        EncodingConfig config = parsed.config();
        Kernels kernels = Engines.kernels(engine);
        MemorySlivers slivers = new MemorySlivers(config, parsed.symbolBytes());
        metadata =
                new BlobEncoder(config, () -> kernels, Crew.solo(), BufferSizes.MEMORY)
                        .encode(BlobSource.of(parsed.blob()), slivers, Progress.NONE);
        sliver = sliver(slivers, axis, index.value());
        verifier = new SliverVerifier(config, kernels);
        rebuilder = new SliverRebuilder(config, kernels);
        SymbolProver prover = new SymbolProver(config, kernels);
        int need = config.sliverSymbolCount(axis);
        symbols = new ArrayList<>(need);
        for (int i = 0; i < need; i++) {
            prover.open(sliver(slivers, axis.orthogonal(), config.shardCount() - 1 - i));
            symbols.add(prover.recoverySymbol(index));
        }
    }

    private static Sliver sliver(MemorySlivers slivers, Axis axis, int index) {
        return new Sliver(
                axis, new SliverIndex(index), slivers.symbolBytes(), slivers.payload(axis, index));
    }

    @Benchmark
    public VerifiedSliver verify() throws SliverVerificationException {
        return verifier.verify(sliver, metadata);
    }

    /// The symbols' proofs are checked too.
    @Benchmark
    public RecoveryResult recover() {
        SliverRecovery recovery = rebuilder.begin(metadata, axis, index);
        if (!recovery.addAll(symbols).isEmpty()) {
            throw new IllegalStateException("a good symbol was refused");
        }
        RecoveryResult result = recovery.recover();
        if (!(result instanceof RecoveryResult.Recovered)) {
            throw new IllegalStateException(result.toString());
        }
        return result;
    }
}
