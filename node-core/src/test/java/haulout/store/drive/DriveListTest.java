// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.drive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import haulout.store.StoreException;
import haulout.store.file.SimulatedFiles;
import haulout.store.file.WholeFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// That a list of drives that cannot be read is never taken for none.
class DriveListTest {
    private static final Path FOLDER = Path.of("/data");
    private static final Path FILE = FOLDER.resolve("drives.json");

    private final SimulatedFiles files = new SimulatedFiles(512);

    @Test
    void whatWasWrittenIsRead() throws Exception {
        assertEquals(List.of(), DriveList.read(files, FILE));
        files.createDirectories(FOLDER);
        assertEquals(List.of(), DriveList.read(files, FILE));
        LentDrive drive =
                new LentDrive(new DriveId(1, 2), Path.of("/lent"), 7, new SpaceRule(3, 4));
        DriveList.write(files, FILE, List.of(drive));
        assertEquals(List.of(drive), DriveList.read(files, FILE));
    }

    @Test
    void aListThatCannotBeUnderstoodStaysAndIsRefusedEachTime() throws Exception {
        files.createDirectories(FOLDER);
        byte[] damaged = "{\"drives\": [{\"drive\": ".getBytes(StandardCharsets.UTF_8);
        WholeFile.write(files, FILE, damaged);
        for (int start = 0; start < 3; start++) {
            assertThrows(StoreException.class, () -> DriveList.read(files, FILE));
            assertEquals(Set.of(FILE), files.paths());
            assertArrayEquals(damaged, files.bytes(FILE));
        }
    }

    @Test
    void oneThatAnEarlierVersionPutAsideIsNoneEither() throws Exception {
        files.createDirectories(FOLDER);
        WholeFile.write(files, FILE, new byte[] {'{'});
        Path aside = WholeFile.keepAside(files, FILE, 1_700_000_000);
        assertThrows(StoreException.class, () -> DriveList.read(files, FILE));
        files.delete(aside);
        assertEquals(List.of(), DriveList.read(files, FILE));
    }
}
