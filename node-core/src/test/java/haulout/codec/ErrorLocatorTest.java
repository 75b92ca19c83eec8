// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ErrorLocatorTest {
    /// Only differences matter to the decoder: present rows are multiplied, wanted ones divided.
    @Test
    void equalsTheDefinitionOver65536PositionsButForOneConstant() {
        SplittableRandom random = EngineComparison.random("ErrorLocatorTest");
        char[] walsh = GaloisField.walshOfLogarithms(65536);
        for (int i = 0; i < 40; i++) {
            int limit = random.nextBoolean() ? 12 : 600;
            ReedSolomonCode code =
                    new ReedSolomonCode(random.nextInt(1, limit), random.nextInt(1, limit));
            int total = code.sourceCount() + code.recoveryCount();
            BitSet chosen = new BitSet();
            while (chosen.cardinality() < code.sourceCount()) {
                chosen.set(random.nextInt(total));
            }
            int[] present = chosen.stream().toArray();
            ErrorLocator locator = new ErrorLocator(code, present);
            char[] defined = byDefinition(code, present, walsh);
            int used =
                    code.chunk() + (code.isHighRate() ? code.sourceCount() : code.recoveryCount());
            int constant = difference(locator.log(0), defined[0]);
            for (int row = 1; row < used; row++) {
                assertEquals(constant, difference(locator.log(row), defined[row]), "" + code);
            }
        }
    }

    private static int difference(int a, int b) {
        return Math.floorMod(a - b, 65535);
    }

    /// Walrus-protocol part 2.6, steps 1 and 2, to the letter.
    private static char[] byDefinition(ReedSolomonCode code, int[] present, char[] walsh) {
        char[] e = new char[65536];
        int c = code.chunk();
        if (code.isHighRate()) {
            Arrays.fill(e, 0, c + code.sourceCount(), (char) 1);
        } else {
            Arrays.fill(e, 0, code.sourceCount(), (char) 1);
            Arrays.fill(e, c, 65536, (char) 1);
        }
        for (int position : present) {
            int row =
                    position < code.sourceCount()
                            ? (code.isHighRate() ? c : 0) + position
                            : (code.isHighRate() ? 0 : c) + position - code.sourceCount();
            e[row] = 0;
        }
        GaloisField.walshHadamard(e);
        for (int i = 0; i < 65536; i++) {
            e[i] = (char) ((long) e[i] * walsh[i] % 65535);
        }
        GaloisField.walshHadamard(e);
        return e;
    }
}
