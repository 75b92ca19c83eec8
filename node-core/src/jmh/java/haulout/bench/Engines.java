// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.bench;

import haulout.codec.CodecEngine;
import haulout.codec.CodecEngines;
import haulout.hash.HashEngine;
import haulout.hash.HashEngines;
import haulout.redstuff.Kernels;

/// Engines by the names that benchmarks have for them: `scalar` and `vector`.
final class Engines {
    private Engines() {}

    /// The engines of both kinds.
    static Kernels kernels(String name) {
        return Kernels.of(codec(name), hash(name));
    }

    /// The engine for Reed–Solomon.
    static CodecEngine codec(String name) {
        return switch (name) {
            case "scalar" -> CodecEngines.scalar();
            case "vector" ->
                    CodecEngines.vector()
                            .orElseThrow(() ->
                                    new IllegalStateException(
                                            CodecEngines.whyNoVector().orElseThrow()));
            default -> throw new IllegalArgumentException("engine " + name);
        };
    }

    /// The engine for hashes.
    static HashEngine hash(String name) {
        return switch (name) {
            case "scalar" -> HashEngines.scalar();
            case "vector" ->
                    HashEngines.vector()
                            .orElseThrow(
                                    () -> new IllegalStateException("no vectors for hashing here"));
            default -> throw new IllegalArgumentException("engine " + name);
        };
    }
}
