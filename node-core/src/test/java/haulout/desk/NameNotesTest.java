// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import haulout.core.ObjectId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameNotesTest {
    private static final ObjectId OBJECT = ObjectId.of(new byte[32]);

    @TempDir private Path home;

    @Test
    void aNameIsTakenOnce() throws IOException {
        assertEquals(Optional.empty(), new NameNotes(home).take(OBJECT));
        new NameNotes(home).leave(OBJECT, "Möwe.jpg");
        NameNotes app = new NameNotes(home);
        assertEquals("Möwe.jpg", app.take(OBJECT).orElseThrow().name());
        assertEquals(Optional.empty(), app.take(OBJECT));
    }

    @Test
    void aNameOfAnyLengthIsNotKept() {
        NameNotes notes = new NameNotes(home);
        assertThrows(IOException.class, () -> notes.leave(OBJECT, "x".repeat(5000)));
    }
}
