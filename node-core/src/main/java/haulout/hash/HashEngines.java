// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.hash;

import java.util.Optional;

/// The hash engines there are, and the choice between them.
public final class HashEngines {
    /// System property that forces an engine: `scalar` or `vector`.
    public static final String ENGINE_PROPERTY = "haulout.codec.engine";

    private static final HashEngine SCALAR = new ScalarHashEngine();

    private HashEngines() {}

    /// The engine that defines the result.
    public static HashEngine scalar() {
        return SCALAR;
    }

    /// The engine for vector units: absent if the vector module is not there or the processor has
    /// no vectors that would be faster than scalar arithmetic.
    ///
    /// No class of the Vector API is loaded before that is known.
    public static Optional<HashEngine> vector() {
        return hasVectorModule() ? Vectors.ENGINE : Optional.empty();
    }

    /// The engine to use: the one that [#ENGINE_PROPERTY] names, else the fastest.
    ///
    /// @throws IllegalStateException if the property asks for what there is not, or has another
    ///   value
    public static HashEngine best() {
        String wanted = System.getProperty(ENGINE_PROPERTY, "");
        return switch (wanted) {
            case "" -> vector().orElse(SCALAR);
            case "scalar" -> SCALAR;
            case "vector" -> vector().orElseThrow(HashEngines::noVector);
            default ->
                    throw new IllegalStateException(
                            "property %s is '%s': expected scalar or vector"
                                    .formatted(ENGINE_PROPERTY, wanted));
        };
    }

    private static IllegalStateException noVector() {
        return new IllegalStateException(
                "property "
                        + ENGINE_PROPERTY
                        + " asks for the vector engine, which needs a processor with vectors of"
                        + " at least 128 bits and the option --add-modules=jdk.incubator.vector");
    }

    private static boolean hasVectorModule() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    private static final class Vectors {
        static final Optional<HashEngine> ENGINE =
                Lanes.COUNT >= 2 ? Optional.of(new VectorHashEngine(SCALAR)) : Optional.empty();
    }
}
