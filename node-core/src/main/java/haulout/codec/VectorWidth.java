// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.codec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import jdk.incubator.vector.ByteVector;

/// Which vectors the engine uses: 512 bits where the processor permutes bytes of such vectors by
/// one instruction, else 128 bits, because 256-bit permutes of bytes are emulated and no faster.
///
/// The system property `haulout.codec.vectorBits`, 128, 256 or 512, forces a width for tests.
final class VectorWidth {
    static final String BITS_PROPERTY = "haulout.codec.vectorBits";

    /// Intel's models with AVX-512 but without its byte permutes: Skylake to Cooper Lake servers,
    /// Knights Landing, Knights Mill.
    private static final Pattern WITHOUT_PERMUTES =
            Pattern.compile("Intel64 Family 6 Model (85|87|133) .*");

    /// Bytes in a vector.
    static final int LANES = choose();

    private VectorWidth() {}

    /// Whether the virtual machine uses vectors of any use.
    static boolean isSupported() {
        return ByteVector.SPECIES_PREFERRED.vectorBitSize() >= 128;
    }

    private static int choose() {
        int forced = Integer.getInteger(BITS_PROPERTY, 0);
        if (forced != 0) {
            return forced / 8;
        }
        int preferred = ByteVector.SPECIES_PREFERRED.vectorBitSize();
        String architecture = System.getProperty("os.arch", "");
        boolean isIntel = architecture.equals("amd64") || architecture.equals("x86_64");
        if (isIntel && !(preferred == 512 && permutesBytes())) {
            return 16;
        }
        return Math.clamp(Integer.highestOneBit(preferred / 8), 16, 64);
    }

    /// Whether a processor with AVX-512 has its byte permutes as well (VBMI); false if unknown.
    private static boolean permutesBytes() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.startsWith("linux")) {
            try {
                // flags are the same for each core
                return Files.readString(Path.of("/proc/cpuinfo"), StandardCharsets.ISO_8859_1)
                        .contains(" avx512vbmi ");
            } catch (IOException e) {
                return false; // narrower vectors are right on any machine
            }
        }
        String model = System.getenv("PROCESSOR_IDENTIFIER");
        return system.startsWith("windows")
                && model != null
                && !WITHOUT_PERMUTES.matcher(model).matches();
    }
}
