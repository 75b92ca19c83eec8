// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenThingsTest {
    private final List<String> closed = new ArrayList<>();

    @Test
    void oneThatFailsKeepsNoneOpenWhateverItThrows() throws Exception {
        OpenThings open = new OpenThings();
        IllegalStateException mistake = new IllegalStateException("a mistake");
        IOException full = new IOException("the disk is full");
        open.add(() -> closed.add("first"));
        open.add(() -> {
            throw full;
        });
        open.add(() -> closed.add("second"));
        open.add(() -> {
            throw mistake;
        });
        assertSame(mistake, assertThrows(IllegalStateException.class, open::close));
        assertEquals(List.of("second", "first"), closed);
        assertEquals(List.of(full), List.of(mistake.getSuppressed()));
        open.close();
        assertEquals(2, closed.size());
    }
}
