// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import haulout.installer.tool.Maker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The Debian package, installed by dpkg into a root of its own: put in, used, replaced by a newer
/// one, used, removed.
@EnabledOnOs(OS.LINUX)
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class DebianPackageSystemTest {
    private static Path debian;

    @TempDir private Path temp;

    @BeforeAll
    static void make() throws IOException, InterruptedException {
        assumeTrue(Packages.has("dpkg"), "there is no dpkg here");
        assumeTrue(
                Packages.has("fakeroot"),
                "there is no fakeroot here, by which dpkg works without an administrator");
        debian = Packages.make().debian();
    }

    private Path root() {
        return temp.resolve("root");
    }

    private Run dpkg(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "fakeroot",
                                "dpkg",
                                "--root=" + root(),
                                "--force-not-root",
                                "--force-script-chrootless",
                                // the libraries are those of this system, not of that root
                                "--force-depends"));
        command.addAll(List.of(arguments));
        Run run = Run.of(temp, Map.of("LC_ALL", "C.UTF-8"), "", command);
        assertEquals(0, run.exit(), run.toString());
        return run;
    }

    private void emptyRoot() throws IOException {
        Path database = root().resolve("var/lib/dpkg");
        for (String folder : List.of("info", "updates", "triggers")) {
            Files.createDirectories(database.resolve(folder));
        }
        Files.createFile(database.resolve("status"));
        Files.createFile(database.resolve("available"));
    }

    /// The same package with a greater version.
    private Path newer() throws IOException, InterruptedException {
        Path tree = temp.resolve("newer");
        Path file = temp.resolve("newer.deb");
        run("dpkg-deb", "--raw-extract", debian.toString(), tree.toString());
        Path control = tree.resolve("DEBIAN/control");
        Files.writeString(
                control, Files.readString(control).replaceFirst("Version: .*", "Version: 999"));
        run("fakeroot", "dpkg-deb", "-Znone", "--build", tree.toString(), file.toString());
        return file;
    }

    private void run(String... command) throws IOException, InterruptedException {
        Run run = Run.of(temp, Map.of(), "", List.of(command));
        assertEquals(0, run.exit(), run.toString());
    }

    @Test
    void installedUsedUpgradedUsedRemoved() throws Exception {
        emptyRoot();
        dpkg("--install", debian.toString());
        Path program = root().resolve("usr/bin/haulout");
        byte[] content = new byte[100_000];
        new Random(6).nextBytes(content);
        Path file = Files.write(temp.resolve("photo"), content);
        String blobId;
        try (PracticeProcess network = PracticeProcess.start(program, temp)) {
            Run stored = network.run("store", file.toString(), "--json");
            assertEquals(0, stored.exit(), stored.toString());
            blobId = new ObjectMapper().readTree(stored.out()).path("blobId").textValue();
        }
        dpkg("--install", newer().toString());
        assertTrue(Files.readString(root().resolve("var/lib/dpkg/status")).contains("ersion: 999"));
        try (PracticeProcess network = PracticeProcess.start(program, temp)) {
            Path copy = temp.resolve("copy");
            Run read = network.run("read", blobId, "--out", copy.toString());
            assertEquals(0, read.exit(), read.toString());
            assertArrayEquals(content, Files.readAllBytes(copy));
        }
        List<Path> data = Packages.all(temp.resolve("home"));
        Run removed = dpkg("--purge", "haulout");
        assertTrue(removed.err().contains("data was left as it is"), removed.toString());
        assertEquals(data, Packages.all(temp.resolve("home")), "whose data are untouched");
        assertEquals(
                List.of(),
                Packages.all(root()).stream()
                        .filter(path -> !path.startsWith(root().resolve("var")))
                        .filter(Files::isRegularFile)
                        .toList(),
                "nothing of the program is left");
    }

    @Test
    void theDesktopFindsWhatItLooksFor() throws Exception {
        Path tree = temp.resolve("tree");
        run("dpkg-deb", "--extract", debian.toString(), tree.toString());
        Path share = tree.resolve("usr/share");
        String id = Maker.read(Project.root()).id();
        String entry = Files.readString(share.resolve("applications/haulout.desktop"));
        for (String line :
                List.of(
                        "Exec=/opt/haulout/bin/haulout --open %u",
                        "Icon=haulout",
                        "Actions=files;health;settings;",
                        "MimeType=x-scheme-handler/haulout;application/x-haulout-link;")) {
            assertTrue(entry.contains("\n" + line + "\n"), line);
        }
        for (int size : List.of(16, 22, 24, 32, 48, 64, 96, 128, 256, 512)) {
            String icon = "icons/hicolor/" + size + "x" + size + "/apps/haulout.png";
            assertTrue(Files.exists(share.resolve(icon)), icon);
        }
        for (String file :
                List.of(
                        "usr/share/icons/hicolor/scalable/apps/haulout.svg",
                        "usr/share/metainfo/" + id + ".metainfo.xml",
                        "usr/share/mime/packages/haulout-mime.xml",
                        "usr/share/doc/haulout/copyright",
                        "usr/lib/systemd/user/haulout.service",
                        "opt/haulout/bin/haulout")) {
            assertTrue(Files.exists(tree.resolve(file)), file);
        }
        if (Packages.has("desktop-file-validate")) {
            run("desktop-file-validate", share + "/applications/haulout.desktop");
        }
        if (Packages.has("appstreamcli")) {
            run(
                    "appstreamcli",
                    "validate",
                    "--no-net",
                    share + "/metainfo/" + id + ".metainfo.xml");
        }
    }
}
