// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

class XTrayTest {
    @Test
    void whereNoScreenCanBeAskedATrayIsNotRuledOut() {
        assumeTrue(System.getenv("DISPLAY") == null, "a screen is there, which knows");

        assertTrue(XTray.mayBeThere());
    }
}
