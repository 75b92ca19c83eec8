// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import haulout.core.WireFormatException;

import java.util.List;
import java.util.Map;

/// Binary structures: they are read, and written again as the same bytes, or refused with the one
/// checked exception. Anything else thrown, a hang, or memory running out, is what Jazzer looks for.
/// It fuzzes one test per Java machine, hence one in each class.
class StructuresFuzzTest {
    private static final List<Map.Entry<String, Structures.Structure>> STRUCTURES =
            List.copyOf(Structures.all().entrySet());

    /// Longest input in bytes: every structure is complete far below it.
    private static final int MAX_BYTES = 4096;

    @FuzzTest(maxDuration = "20s")
    void areReadOrRefused(FuzzedDataProvider data) {
        Map.Entry<String, Structures.Structure> chosen = data.pickValue(STRUCTURES);
        byte[] bytes = data.consumeBytes(MAX_BYTES);
        try {
            assertArrayEquals(bytes, chosen.getValue().reencode(bytes), chosen.getKey());
        } catch (WireFormatException refused) {
            // an answer
        }
    }
}
