// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The image and the packages of what this build made; made once for all tests, in whichever of the
/// processes that test asks first.
final class Packages {
    /// A runtime is linked and an archive dumped: a minute of two processors, if nobody else has
    /// them.
    private static final long MAKING_SECONDS = 900;

    private static Optional<Packages> made = Optional.empty();

    private final Path folder;

    private Packages(Path folder) {
        this.folder = folder;
    }

    /// Makes them by the documented command.
    ///
    /// The Debian package is not compressed, because that takes a minute and shows nothing.
    static synchronized Packages make() throws IOException, InterruptedException {
        assumeTrue(
                Files.exists(Project.root().resolve("app/target/haulout-sbom.json")),
                "no package: the build was offline and made no bill of materials");
        if (made.isEmpty()) {
            Path target = Project.root().resolve("installer/target");
            Path folder = target.resolve("tested");
            try (FileChannel file =
                    FileChannel.open(
                            target.resolve("tested.run"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE)) {
                assertTrue(file.lock().isValid(), "held until the file is closed");
                byte[] run = System.getProperty("haulout.run", "").getBytes(StandardCharsets.UTF_8);
                ByteBuffer last = ByteBuffer.allocate(run.length + 1);
                file.read(last, 0);
                if (run.length == 0 || !last.flip().equals(ByteBuffer.wrap(run))) {
                    makeAll(folder);
                    file.truncate(0).write(ByteBuffer.wrap(run), 0);
                }
            }
            made = Optional.of(new Packages(folder));
        }
        return made.get();
    }

    private static void makeAll(Path folder) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(Project.launcher().toString(), "package", "image"));
        if (has("dpkg-deb")) {
            command.add("deb");
        }
        if (has("rpmbuild")) {
            command.add("rpm");
        }
        command.addAll(List.of("--deb-compression", "none", "--to", folder.toString()));
        Run run =
                Run.start(Project.root(), Map.of("HAULOUT_BUILD", "never"), "", command)
                        .await(MAKING_SECONDS);
        assertEquals(0, run.exit(), run.toString());
    }

    /// The program in a folder; not to be changed.
    Path image() {
        return folder.resolve("Haulout");
    }

    /// The icons in all formats.
    Path icons() {
        return folder.resolve("icons");
    }

    /// The Debian package; the test is skipped where none could be made.
    Path debian() throws IOException {
        return made(".deb", "no Debian package: there is no dpkg-deb here");
    }

    /// The rpm; the test is skipped where none could be made.
    Path rpm() throws IOException {
        return made(".rpm", "no rpm: there is no rpmbuild here");
    }

    private Path made(String ending, String otherwise) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Optional<Path> found =
                    files.filter(file -> file.toString().endsWith(ending)).findFirst();
            assumeTrue(found.isPresent(), otherwise);
            return found.get();
        }
    }

    /// Whether a program is there.
    static boolean has(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /// Copies a folder with links and rights.
    static void copy(Path from, Path to) throws IOException {
        for (Path each : all(from)) {
            Path target = to.resolve(from.relativize(each).toString());
            if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(target);
            } else {
                Files.copy(
                        each,
                        target,
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /// Removes a folder.
    static void delete(Path folder) throws IOException {
        for (Path each : all(folder).reversed()) {
            Files.delete(each);
        }
    }

    /// The folder and all in it, folders first.
    static List<Path> all(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.sorted(Comparator.comparing(Path::toString)).toList();
        }
    }
}
