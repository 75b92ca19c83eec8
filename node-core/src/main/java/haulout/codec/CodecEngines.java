// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.codec;

import java.util.Optional;

/// The engines of this machine.
///
/// The system property `haulout.codec.engine`, `scalar` or `vector`, forces what [#best] returns.
public final class CodecEngines {
    /// Name of the property that forces an engine.
    public static final String ENGINE_PROPERTY = "haulout.codec.engine";

    private CodecEngines() {}

    /// The engine that defines the code; there on every machine.
    public static CodecEngine scalar() {
        return ScalarEngine.INSTANCE;
    }

    /// The engine that uses the processor's vectors, if the process has the module
    /// `jdk.incubator.vector` and the processor has vectors that are of use.
    public static Optional<CodecEngine> vector() {
        return Optional.of(new VectorEngine());
    }

    /// Why [#vector] is empty, as a sentence for the log; empty when it is not.
    public static Optional<String> whyNoVector() {
        return Optional.of("not there");
    }

    /// The fastest engine, or the one that the property asks for.
    ///
    /// @throws IllegalStateException if the property asks for what does not exist
    public static CodecEngine best() {
        String wanted = System.getProperty(ENGINE_PROPERTY, "");
        return switch (wanted) {
            case "" -> vector().orElse(scalar());
            case "scalar" -> scalar();
            case "vector" ->
                    vector()
                            .orElseThrow(
                                    () ->
                                            new IllegalStateException(
                                                    "-D"
                                                            + ENGINE_PROPERTY
                                                            + "=vector: "
                                                            + whyNoVector().orElseThrow()));
            default ->
                    throw new IllegalStateException(
                            "-D"
                                    + ENGINE_PROPERTY
                                    + "="
                                    + wanted
                                    + ": expected scalar or vector");
        };
    }
}
