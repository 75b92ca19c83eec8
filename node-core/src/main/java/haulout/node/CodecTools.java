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
}
