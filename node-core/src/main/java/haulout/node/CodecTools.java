// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.EncodingConfig;
import haulout.redstuff.InconsistencyProofVerifier;
import haulout.redstuff.Kernels;
import haulout.redstuff.SliverRebuilder;
import haulout.redstuff.SliverVerifier;
import haulout.redstuff.SymbolProver;
import org.jspecify.annotations.Nullable;

/// The engines and scratch of one codec thread. Not thread-safe.
public final class CodecTools {
    /// Kept between tasks at most, of each length; slivers of the blobs that are common are
    /// smaller.
    private static final int MAX_SCRATCH_BYTES = 4 << 20;

    // the one used last, and the one before: a blob has slivers of two lengths
    private byte[] scratch = {};
    private byte[] otherScratch = {};
    private final EncodingConfig config;
    private final Kernels kernels;
    private @Nullable SliverVerifier verifier;
    private @Nullable SymbolProver prover;
    private @Nullable InconsistencyProofVerifier proofVerifier;
    private @Nullable SliverRebuilder rebuilder;

    CodecTools(EncodingConfig config, Kernels kernels) {
        this.config = config;
        this.kernels = kernels;
    }

    /// The engines.
    public Kernels kernels() {
        return kernels;
    }

    /// Checks slivers.
    public SliverVerifier verifier() {
        SliverVerifier made = verifier;
        if (made == null) {
            made = new SliverVerifier(config, kernels);
            verifier = made;
        }
        return made;
    }

    /// Makes symbols.
    public SymbolProver prover() {
        SymbolProver made = prover;
        if (made == null) {
            made = new SymbolProver(config, kernels);
            prover = made;
        }
        return made;
    }

    /// Checks proofs that a blob was coded wrongly.
    public InconsistencyProofVerifier proofVerifier() {
        InconsistencyProofVerifier made = proofVerifier;
        if (made == null) {
            made = new InconsistencyProofVerifier(config, kernels);
            proofVerifier = made;
        }
        return made;
    }

    /// Rebuilds slivers.
    public SliverRebuilder rebuilder() {
        SliverRebuilder made = rebuilder;
        if (made == null) {
            made = new SliverRebuilder(config, kernels);
            rebuilder = made;
        }
        return made;
    }

    /// An array of this length with any content, the task's until it ends: most slivers in a row
    /// are of one length.
    byte[] scratch(int length) {
        if (length > MAX_SCRATCH_BYTES) {
            return new byte[length];
        }
        if (scratch.length != length) {
            byte[] before = scratch;
            scratch = otherScratch.length == length ? otherScratch : new byte[length];
            otherScratch = before;
        }
        return scratch;
    }
}
