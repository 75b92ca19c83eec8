// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// File dialogs open where a person would look.
class DialogFolderTest {
    private final DialogFolder dialogs = new DialogFolder(Path.of("home"));
    private final List<@Nullable File> begun = new ArrayList<>();

    @Test
    void theFirstOpensAtHomeAndTheNextWhereItWasLeft() {
        assertEquals("a", dialogs.show(begun::add, () -> "a"));
        dialogs.left(Path.of("home", "pictures", "beach.jpg"));
        assertEquals("b", dialogs.show(begun::add, () -> "b"));
        assertEquals(List.of(new File("home"), Path.of("home", "pictures").toFile()), begun);
    }

    @Test
    void aFolderThatIsGoneIsForgotten() {
        for (int time = 0; time < 2; time++) {
            assertEquals("shown", dialogs.show(begun::add, this::unlessAFolderIsGiven));
        }
        assertEquals(Arrays.asList(new File("home"), null, null), begun);
    }

    @Test
    void whatTheDialogCannotDoAtAllIsSaid() {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        dialogs.show(
                                begun::add,
                                () -> {
                                    throw new IllegalArgumentException();
                                }));
        assertEquals(2, begun.size());
    }

    private String unlessAFolderIsGiven() {
        if (begun.getLast() != null) {
            throw new IllegalArgumentException("no folder");
        }
        return "shown";
    }
}
