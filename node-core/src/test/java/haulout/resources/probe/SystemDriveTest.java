// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class SystemDriveTest {
    @Test
    void theRuntimeAloneDoesNotSayWhichDriveTheSystemRunsFrom() {
        assertEquals(
                List.of(Path.of("/mnt/image/runtime"), Path.of("/")),
                SystemDrive.places("/mnt/image/runtime", Map.of()));
        assertEquals(
                List.of(Path.of("E:/runtime"), Path.of("C:/Windows")),
                SystemDrive.places("E:/runtime", Map.of("SystemRoot", "C:/Windows")));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aRuntimeOnAnotherFileSystemLeavesTheRootTheSystems() throws Exception {
        SystemDrive drive = new SystemDrive(SystemDrive.places("/proc", Map.of()));
        assertTrue(drive.is(Files.getFileStore(Path.of("/"))));
        assertTrue(drive.is(Files.getFileStore(Path.of("/proc"))));
        assertFalse(drive.is(Files.getFileStore(Path.of("/dev"))));
    }

    @Test
    void whatIsNotThereIsNoSystem() throws Exception {
        Path gone = Path.of("gone-for-good");
        assertFalse(new SystemDrive(List.of(gone)).is(Files.getFileStore(Path.of("."))));
    }
}
