// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jdk.incubator.vector.LongVector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HashEnginesTest {
    private final String before = System.getProperty(HashEngines.ENGINE_PROPERTY, "");

    @BeforeEach
    void clear() {
        System.clearProperty(HashEngines.ENGINE_PROPERTY);
    }

    @AfterEach
    void restore() {
        if (before.isEmpty()) {
            System.clearProperty(HashEngines.ENGINE_PROPERTY);
        } else {
            System.setProperty(HashEngines.ENGINE_PROPERTY, before);
        }
    }

    /// The machines that test this project have such vectors; elsewhere the test says so by being
    /// skipped.
    @Test
    void thereIsAVectorEngineWhereVectorsHaveFourLanes() {
        assumeTrue(LongVector.SPECIES_PREFERRED.length() >= 4, "no vectors of 256 bits here");
        assertEquals("vector-" + Lanes.bits(), HashEngines.vector().orElseThrow().name());
        assertTrue(HashEngines.whyNoVector().isEmpty());
    }

    @Test
    void theVectorEngineIsBestWhereThereIsOne() {
        assertSame(HashEngines.vector().orElse(HashEngines.scalar()), HashEngines.best());
    }

    @Test
    void aPropertyForcesAnEngine() {
        System.setProperty(HashEngines.ENGINE_PROPERTY, "scalar");
        assertSame(HashEngines.scalar(), HashEngines.best());
        assertEquals("scalar", HashEngines.best().name());
        assumeTrue(HashEngines.vector().isPresent());
        System.setProperty(HashEngines.ENGINE_PROPERTY, "vector");
        assertTrue(HashEngines.best().name().startsWith("vector-"));
    }

    @Test
    void anotherEngineIsRefusedByName() {
        System.setProperty(HashEngines.ENGINE_PROPERTY, "quantum");
        String message = assertThrows(IllegalStateException.class, HashEngines::best).getMessage();
        assertTrue(message.contains("'quantum'"), message);
    }
}
