// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GeneratorVectorTest {
    @TestFactory
    Stream<DynamicTest> makesTheBytesThatTheVectorsWereMadeFrom() {
        return Vectors.tests(
                "prng.json",
                item -> {
                    byte[] bytes = Vectors.generate(item.get("seed").textValue(), 1000);
                    assertEquals(
                            item.get("first19Hex").textValue(),
                            Vectors.hex(Arrays.copyOf(bytes, 19)));
                    assertEquals(item.get("sha256Of1000").textValue(), Vectors.sha256(bytes));
                });
    }

    @Test
    void theStreamDoesNotDependOnWhereItIsCut() {
        byte[] whole = SplitMix64.bytes("42", 100);
        byte[] pieces = new byte[100];
        SplitMix64 generator = new SplitMix64(42);
        int offset = 0;
        for (int length = 0; offset < 100; length++) {
            int take = Math.min(length, 100 - offset);
            generator.fill(pieces, offset, take);
            offset += take;
        }
        assertArrayEquals(whole, pieces);
    }
}
