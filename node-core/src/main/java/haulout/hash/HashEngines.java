// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.hash;

import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The hash engines there are, and the choice between them.
public final class HashEngines {
    /// System property that forces an engine: `scalar` or `vector`.
    public static final String ENGINE_PROPERTY = "haulout.codec.engine";

    /// With two lanes, most of which then lack rotation, nothing is won.
    private static final int MIN_LANES = 4;

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
        return Optional.ofNullable(Vectors.ENGINE);
    }

    /// Why there is no vector engine; absent if there is one.
    public static Optional<String> whyNoVector() {
        return Optional.ofNullable(Vectors.OBSTACLE);
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
                        + " asks for the vector engine, but "
                        + whyNoVector().orElse(""));
    }

    private static final class Vectors {
        static final @Nullable String OBSTACLE = obstacle();
        static final @Nullable HashEngine ENGINE =
                OBSTACLE == null ? new VectorHashEngine(SCALAR) : null;

        private static @Nullable String obstacle() {
            if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
                return "the option --add-modules=jdk.incubator.vector was not given";
            }
            String mode = System.getProperty("java.vm.info", "");
            if (mode.contains("interpreted") || mode.contains("emulated-client")) {
                return "this Java makes no vector instructions (" + mode + ")";
            }
            if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
                return "the processor is big-endian";
            }
            if (Lanes.COUNT < MIN_LANES) {
                return "the processor has vectors of %d bits, fewer than %d"
                        .formatted(Lanes.bits(), 64 * MIN_LANES);
            }
            return null;
        }
    }
}
