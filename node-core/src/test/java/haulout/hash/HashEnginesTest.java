// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

    @Test
    void theVectorEngineIsBestWhereThereIsOne() {
        assertSame(HashEngines.vector().orElseThrow(), HashEngines.best());
    }

    @Test
    void aPropertyForcesAnEngine() {
        System.setProperty(HashEngines.ENGINE_PROPERTY, "scalar");
        assertSame(HashEngines.scalar(), HashEngines.best());
        assertEquals("scalar", HashEngines.best().name());
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
