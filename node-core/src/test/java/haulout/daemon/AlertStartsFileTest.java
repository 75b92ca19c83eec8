// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import haulout.status.AlertStarts;
import haulout.store.file.SystemFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertStartsFileTest {
    private static final AlertStarts SOME =
            new AlertStarts(
                    Map.of(
                            new AlertStarts.About("drive.present", "3f"),
                            Instant.parse("2026-03-02T12:00:00.125Z"),
                            new AlertStarts.About("clock", ""),
                            Instant.parse("2026-03-01T00:00:00Z")));

    @TempDir private Path home;

    private AlertStartsFile open() {
        return new AlertStartsFile(new SystemFiles(), home);
    }

    @Test
    void whatIsKeptIsThereForTheNext() {
        assertEquals(AlertStarts.NONE, open().starts());
        open().keep(SOME);
        assertEquals(SOME, open().starts());
        open().keep(AlertStarts.NONE);
        assertEquals(AlertStarts.NONE, open().starts());
    }

    @Test
    void nothingIsWrittenWithoutNeedOrAfterTheEnd() throws Exception {
        AlertStartsFile file = open();
        file.keep(AlertStarts.NONE);
        file.close();
        file.keep(SOME);
        assertFalse(Files.exists(home.resolve("alerts.json")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "7",
                "{\"alerts\":7}",
                "{\"alerts\":[{\"check\":\"clock\",\"subject\":\"\",\"since\":\"yesterday\"}]}"
            })
    void aFileThatIsNoneBeginsAnew(String content) throws Exception {
        Files.writeString(home.resolve("alerts.json"), content);
        AlertStartsFile file = open();
        assertEquals(AlertStarts.NONE, file.starts());
        file.keep(SOME);
        assertEquals(SOME, open().starts());
    }
}
