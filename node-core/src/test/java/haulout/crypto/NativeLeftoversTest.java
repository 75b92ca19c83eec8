// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLeftoversTest {
    @TempDir private Path temporary;

    private void folder(String name, String... files) throws IOException {
        Path folder = Files.createDirectory(temporary.resolve(name));
        for (String file : files) {
            Files.createFile(folder.resolve(file));
        }
    }

    private Set<String> left() throws IOException {
        try (Stream<Path> all = Files.list(temporary)) {
            Set<String> names = new TreeSet<>();
            all.forEach(path -> names.add(path.getFileName().toString()));
            return names;
        }
    }

    @Test
    void oldFoldersWithNothingButTheLibraryGo() throws IOException {
        folder("blst@123", "libblst.so");
        folder("blst@124");
        folder("blst@125", "libblst.so", "thesis.txt");
        folder("blst@notes", "libblst.so");
        folder("blister@126", "libblst.so");
        Files.createFile(temporary.resolve("blst@127"));
        NativeLeftovers.clean(temporary, Instant.now());
        assertEquals(6, left().size(), "all of them are new");
        NativeLeftovers.clean(temporary, Instant.now().plusSeconds(3700));
        assertEquals(Set.of("blister@126", "blst@125", "blst@127", "blst@notes"), left());
    }
}
