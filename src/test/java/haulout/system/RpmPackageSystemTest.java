// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The rpm: the same files as in the Debian package, and, where this is an administrator, put into
/// a root of its own by rpm, used, replaced, used, removed.
@EnabledOnOs(OS.LINUX)
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class RpmPackageSystemTest {
    private static Packages packages;

    @TempDir private Path temp;

    @BeforeAll
    static void make() throws IOException, InterruptedException {
        assumeTrue(Packages.has("rpm"), "there is no rpm here");
        packages = Packages.make();
    }

    private String run(String... command) throws IOException, InterruptedException {
        Run run = Run.of(temp, Map.of("LC_ALL", "C.UTF-8"), "", List.of(command));
        assertEquals(0, run.exit(), run.toString());
        return run.out();
    }

    private void rpm(String... arguments) throws IOException, InterruptedException {
        // the libraries are those of this system, not of that root
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "rpm",
                                "--root",
                                root().toString(),
                                "--dbpath", // Debian's has it in a home
                                "/var/lib/rpm",
                                "--nodeps"));
        command.addAll(List.of(arguments));
        run(command.toArray(String[]::new));
    }

    private Path root() {
        return temp.resolve("root");
    }

    // folders belong to a package of one kind and not to one of the other
    private static Set<String> files(String list) {
        return list.lines()
                .map(String::strip)
                .filter(line -> !line.endsWith("/"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theSameFilesAsInTheDebianPackage() throws Exception {
        String rpm = packages.rpm().toString();
        assertEquals("haulout", run("rpm", "-qp", "--queryformat", "%{NAME}", rpm));
        assertEquals("", run("rpm", "-qp", "--scripts", rpm), "nothing is run at installing");
        assumeTrue(Packages.has("dpkg-deb"), "there is no dpkg-deb here to compare with");
        Path tree = temp.resolve("tree");
        run("dpkg-deb", "--extract", packages.debian().toString(), tree.toString());
        Set<String> debian = new TreeSet<>();
        for (Path each : Packages.all(tree)) {
            if (!Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                debian.add("/" + tree.relativize(each));
            }
        }
        Set<String> own = files(run("rpm", "-qp", "--queryformat", "[%{FILENAMES}\n]", rpm));
        own.removeIf(file -> Files.isDirectory(tree.resolve(file.substring(1))));
        assertEquals(debian, own);
    }

    @Test
    void installedUsedReplacedUsedRemoved() throws Exception {
        String rpm = packages.rpm().toString();
        assumeTrue(
                run("id", "-u").strip().equals("0"),
                "rpm puts files into another root for an administrator only");
        Files.createDirectory(root());
        rpm("--install", rpm);
        Path program = root().resolve("opt/haulout/bin/haulout");
        byte[] content = new byte[100_000];
        new Random(7).nextBytes(content);
        Path file = Files.write(temp.resolve("photo"), content);
        String blobId;
        try (PracticeProcess network = PracticeProcess.start(program, temp)) {
            Run stored = network.run("store", file.toString(), "--json");
            assertEquals(0, stored.exit(), stored.toString());
            blobId = new ObjectMapper().readTree(stored.out()).path("blobId").textValue();
        }
        rpm("--upgrade", "--replacepkgs", rpm);
        try (PracticeProcess network = PracticeProcess.start(program, temp)) {
            Path copy = temp.resolve("copy");
            Run read = network.run("read", blobId, "--out", copy.toString());
            assertEquals(0, read.exit(), read.toString());
            assertArrayEquals(content, Files.readAllBytes(copy));
        }
        List<Path> data = Packages.all(temp.resolve("home"));
        assertTrue(data.size() > 10, data::toString);
        rpm("--erase", "haulout");
        assertEquals(data, Packages.all(temp.resolve("home")), "whose data are untouched");
        assertEquals(
                List.of(),
                Packages.all(root()).stream()
                        .filter(path -> !path.startsWith(root().resolve("var")))
                        .filter(Files::isRegularFile)
                        .toList(),
                "nothing of the program is left");
    }
}
