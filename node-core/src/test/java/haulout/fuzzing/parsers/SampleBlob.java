// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.fuzzing.parsers;

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
import haulout.redstuff.Sliver;
import haulout.redstuff.SymbolProver;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.testing.SplitMix64;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A small blob for seven shards with all of its slivers, from which valid messages are made. All
/// work is done by the scalar engines, which fuzzers can see into.
final class SampleBlob {
    static final Kernels KERNELS = Kernels.scalar();
    static final EncodingConfig CONFIG = new EncodingConfig(7);

    private static final SampleBlob SAMPLE = make(SplitMix64.bytes("2026", 100));

    private final VerifiedBlobMetadata metadata;
    private final MemorySlivers slivers;

    private SampleBlob(VerifiedBlobMetadata metadata, MemorySlivers slivers) {
        this.metadata = metadata;
        this.slivers = slivers;
    }

    /// The one.
    static SampleBlob sample() {
        return SAMPLE;
    }

    static SampleBlob make(byte[] blob) {
        try {
            MemorySlivers slivers = new MemorySlivers(CONFIG, CONFIG.symbolBytes(blob.length));
            VerifiedBlobMetadata metadata =
                    new BlobEncoder(CONFIG, () -> KERNELS, Crew.solo(), BufferSizes.MEMORY)
                            .encode(BlobSource.of(blob), slivers, (done, total) -> {});
            return new SampleBlob(metadata, slivers);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("a blob in memory", e);
        }
    }

    VerifiedBlobMetadata metadata() {
        return metadata;
    }

    Sliver sliver(Axis axis, int index) {
        return new Sliver(
                axis,
                new SliverIndex(index),
                metadata.symbolBytes(),
                slivers.payload(axis, index).clone());
    }

    /// The symbols that every sliver of the other axis has for one sliver.
    List<GeneralRecoverySymbol> symbolsFor(Axis axis, int index) {
        List<GeneralRecoverySymbol> symbols = new ArrayList<>();
        SymbolProver prover = new SymbolProver(CONFIG, KERNELS);
        for (int other = 0; other < CONFIG.shardCount(); other++) {
            prover.open(sliver(axis.orthogonal(), other));
            symbols.add(prover.recoverySymbol(new SliverIndex(index)));
        }
        return symbols;
    }
}
