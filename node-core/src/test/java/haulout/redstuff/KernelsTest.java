// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import haulout.codec.CodecEngines;
import haulout.hash.HashEngines;
import org.junit.jupiter.api.Test;

class KernelsTest {
    @Test
    void scalarKernelsAreTheDefinition() {
        assertSame(CodecEngines.scalar(), Kernels.scalar().codec());
        assertSame(HashEngines.scalar(), Kernels.scalar().hash());
        assertSame(Kernels.scalar(), Kernels.scalar());
    }

    @Test
    void theChoiceIsMadeOnce() {
        Kernels best = Kernels.best();
        assertSame(best, Kernels.best());
        assertEquals(CodecEngines.best().name(), best.codec().name());
        assertEquals(HashEngines.best().name(), best.hash().name());
    }

    @Test
    void anEngineThatCannotBeHadIsRefusedEachTime() {
        Kernels before = Kernels.best();
        String old = System.getProperty(CodecEngines.ENGINE_PROPERTY);
        System.setProperty(CodecEngines.ENGINE_PROPERTY, "abacus");
        try {
            assertThrows(IllegalStateException.class, Kernels::best);
            assertThrows(IllegalStateException.class, Kernels::best);
        } finally {
            if (old == null) {
                System.clearProperty(CodecEngines.ENGINE_PROPERTY);
            } else {
                System.setProperty(CodecEngines.ENGINE_PROPERTY, old);
            }
        }
        assertSame(before, Kernels.best());
    }
}
