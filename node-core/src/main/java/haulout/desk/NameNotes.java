// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.core.ObjectId;
import haulout.store.file.PrivateFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Names of files that a command of this computer has stored, left for the app to find: the ledger
/// is for everybody, so a name does not go there. One small file for each, named by the object, in
/// `names` of the data directory.
///
/// Threads: any; one process takes, others leave.
public final class NameNotes {
    private static final int MAX_BYTES = 4_096;
    private static final Logger log = LoggerFactory.getLogger(NameNotes.class);

    private final Path folder;

    // not to be tried each second
    private final Set<ObjectId> without = new HashSet<>();

    /// @param home the data directory
    public NameNotes(Path home) {
        this.folder = home.toAbsolutePath().normalize().resolve("names");
    }

    /// A name, and when it was left.
    record Note(String name, Instant at) {}

    /// Leaves a name. To be called before the file is in the network, or at once after.
    ///
    /// @throws IOException if the data directory cannot be written to
    public void leave(ObjectId object, String name) throws IOException {
        PrivateFolder.create(folder);
        Path fresh = folder.resolve(object + ".new");
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_BYTES) {
            throw new IOException("a name of " + bytes.length + " bytes");
        }
        Files.write(fresh, bytes);
        Files.move(fresh, folder.resolve(object.toString()), StandardCopyOption.ATOMIC_MOVE);
    }

    /// Takes a name away; empty if there is none. One that cannot be read counts as none.
    synchronized Optional<Note> take(ObjectId object) {
        if (without.contains(object)) {
            return Optional.empty();
        }
        Path file = folder.resolve(object.toString());
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
                return Optional.empty();
            }
            Note note =
                    new Note(
                            Files.readString(file, StandardCharsets.UTF_8),
                            Files.getLastModifiedTime(file).toInstant());
            Files.delete(file);
            return Optional.of(note);
        } catch (IOException e) {
            without.add(object);
            log.atWarn().setCause(e).addKeyValue("file", file).log("a file's name is not readable");
            return Optional.empty();
        }
    }
}
