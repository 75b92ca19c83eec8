// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.codec.CodecEngine;
import haulout.codec.CodecEngines;
import haulout.hash.HashEngine;
import haulout.hash.HashEngines;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// The two engines that do the arithmetic of RedStuff. Immutable and thread-safe.
public final class Kernels {
    private static final Logger log = LoggerFactory.getLogger(Kernels.class);
    private static final Kernels SCALAR = new Kernels(CodecEngines.scalar(), HashEngines.scalar());

    private final CodecEngine codec;
    private final HashEngine hash;

    private Kernels(CodecEngine codec, HashEngine hash) {
        this.codec = Objects.requireNonNull(codec);
        this.hash = Objects.requireNonNull(hash);
    }

    /// Any two engines.
    public static Kernels of(CodecEngine codec, HashEngine hash) {
        return new Kernels(codec, hash);
    }

    /// The engines that define the results. Always the same object.
    public static Kernels scalar() {
        return SCALAR;
    }

    /// The engines to use on this machine. Chosen, and said in the log, once; always the same
    /// object.
    ///
    /// @throws IllegalStateException if a system property asks for engines that cannot be had here
    public static Kernels best() {
        // The choice is tried outside of Best's initialiser, because an exception in there would be
        // seen only once.
        CodecEngines.best();
        HashEngines.best();
        return Best.CHOSEN;
    }

    /// Encodes and decodes.
    public CodecEngine codec() {
        return codec;
    }

    /// Hashes.
    public HashEngine hash() {
        return hash;
    }

    private static final class Best {
        static final Kernels CHOSEN = choose();

        private static Kernels choose() {
            Kernels chosen = new Kernels(CodecEngines.best(), HashEngines.best());
            boolean isScalar = chosen.codec.equals(SCALAR.codec) || chosen.hash.equals(SCALAR.hash);
            boolean isWanted = !System.getProperty(CodecEngines.ENGINE_PROPERTY, "").isEmpty();
            // A machine that could be faster is worth a word to its owner; a choice of his own is
            // not.
            log.atLevel(isScalar && !isWanted ? Level.WARN : Level.INFO)
                    .addKeyValue("codec", chosen.codec.name())
                    .addKeyValue("hash", chosen.hash.name())
                    .log(isScalar ? "chose engines, not vectors: " + whyScalar() : "chose engines");
            return chosen;
        }

        private static String whyScalar() {
            if (!System.getProperty(CodecEngines.ENGINE_PROPERTY, "").isEmpty()) {
                return "property " + CodecEngines.ENGINE_PROPERTY + " says so";
            }
            return CodecEngines.whyNoVector().orElse("the hash engine has no vectors of use");
        }
    }
}
