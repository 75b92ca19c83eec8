// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.codec;

import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The engines of this machine.
///
/// The system property `haulout.codec.engine`, `scalar` or `vector`, forces what [#best] returns.
public final class CodecEngines {
    /// Name of the property that forces an engine.
    public static final String ENGINE_PROPERTY = "haulout.codec.engine";

    private CodecEngines() {}

    /// The engine that defines the code; there on every machine, fast at once.
    public static CodecEngine scalar() {
        return ScalarEngine.INSTANCE;
    }

    /// The engine that uses the processor's vectors, if the process has the module
    /// `jdk.incubator.vector` and the processor has vectors that are of use.
    ///
    /// It is much slower than the scalar one until the virtual machine has compiled it.
    public static Optional<CodecEngine> vector() {
        return Optional.ofNullable(Choice.VECTOR);
    }

    /// Why [#vector] is empty, as the end of a sentence for the log; empty when it is not.
    public static Optional<String> whyNoVector() {
        return Optional.ofNullable(Choice.OBSTACLE);
    }

    /// The fastest engine when warm, or the one that the property asks for.
    ///
    /// @throws IllegalStateException if the property asks for what does not exist
    public static CodecEngine best() {
        String wanted = System.getProperty(ENGINE_PROPERTY, "");
        return switch (wanted) {
            case "" -> vector().orElse(scalar());
            case "scalar" -> scalar();
            case "vector" -> vector().orElseThrow(CodecEngines::noVector);
            default ->
                    throw new IllegalStateException(option(wanted) + ": expected scalar or vector");
        };
    }

    private static IllegalStateException noVector() {
        return new IllegalStateException(
                option("vector") + " is impossible: " + whyNoVector().orElse(""));
    }

    private static String option(String value) {
        return "-D" + ENGINE_PROPERTY + "=" + value;
    }

    /// Made on first use, so that who forces the scalar engine never loads a vector class.
    private static final class Choice {
        static final @Nullable String OBSTACLE = obstacle();
        static final @Nullable CodecEngine VECTOR = OBSTACLE == null ? new VectorEngine() : null;

        private static @Nullable String obstacle() {
            if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
                return "the module jdk.incubator.vector is missing"
                        + " (start Java with --add-modules=jdk.incubator.vector)";
            }
            String mode = System.getProperty("java.vm.info", "");
            if (mode.contains("interpreted") || mode.contains("emulated-client")) {
                return "this Java does not compile to vector instructions (" + mode + ")";
            }
            if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
                return "the processor is big-endian";
            }
            if (!VectorWidth.isSupported()) {
                return "the processor has no vectors of 128 bits";
            }
            return null;
        }
    }
}
