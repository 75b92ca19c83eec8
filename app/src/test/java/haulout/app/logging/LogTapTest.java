// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class LogTapTest {
    private record Line(Level level, String part, String text) {}

    @Test
    void usualLinesOfThisProgramAndWarningsOfLibrariesAreHandedOver() {
        List<Line> lines = new CopyOnWriteArrayList<>();
        LogTap.open((_, level, part, text) -> lines.add(new Line(level, part, text)));
        LoggerFactory.getLogger("haulout.part.Of")
                .atInfo()
                .addKeyValue("drive", "F:")
                .setCause(new IllegalStateException("cause"))
                .log("said");
        LoggerFactory.getLogger("some.library").info("not asked for");
        LoggerFactory.getLogger("some.library").warn("asked for");
        assertEquals(2, lines.size(), lines.toString());
        Line own = lines.getFirst();
        assertEquals(Level.INFO, own.level());
        assertEquals("part.Of", own.part());
        assertTrue(own.text().startsWith("said drive=\"F:\""), own.text());
        assertTrue(own.text().contains("IllegalStateException: cause"), own.text());
        assertEquals(new Line(Level.WARN, "some.library", "asked for"), lines.getLast());
    }
}
