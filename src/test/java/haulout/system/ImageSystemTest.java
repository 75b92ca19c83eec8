// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The program image: that it works without a JDK, keeps what its owner has when it is replaced or
/// removed, and holds what it must.
@EnabledOnOs(OS.LINUX)
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class ImageSystemTest {
    private static final String NO_SCREEN =
            "-Dglass.platform=Headless -Dprism.order=sw -Djava.awt.headless=true";

    private static Packages packages;

    @TempDir private Path temp;

    @BeforeAll
    static void make() throws IOException, InterruptedException {
        packages = Packages.make();
    }

    private static Path program(Path image) {
        return image.resolve("bin/haulout");
    }

    private Run run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program(packages.image()).toString()));
        command.addAll(List.of(arguments));
        return Run.of(temp, environment, "", command);
    }

    @Test
    void aFileOutlivesANewVersionAndTheRemoval() throws Exception {
        byte[] content = new byte[300_000];
        new Random(5).nextBytes(content);
        Path file = Files.write(temp.resolve("photo"), content);
        Path image = temp.resolve("program");
        Packages.copy(packages.image(), image);
        String blobId;
        try (PracticeProcess network = PracticeProcess.start(program(image), temp)) {
            Run stored = network.run("store", file.toString(), "--json");
            assertEquals(0, stored.exit(), stored.toString());
            blobId = new ObjectMapper().readTree(stored.out()).path("blobId").textValue();
            assertComesBack(network, blobId, content);
        }
        Packages.delete(image);
        Packages.copy(packages.image(), image);
        try (PracticeProcess network = PracticeProcess.start(program(image), temp)) {
            assertComesBack(network, blobId, content);
        }
        Packages.delete(image);
        // with the program of the checkout, which finds everything as it was left
        try (PracticeProcess network = PracticeProcess.start(temp)) {
            assertComesBack(network, blobId, content);
        }
    }

    private void assertComesBack(PracticeProcess network, String blobId, byte[] content)
            throws Exception {
        Path copy = temp.resolve("copy");
        Run read = network.run("read", blobId, "--out", copy.toString());
        assertEquals(0, read.exit(), read.toString());
        assertArrayEquals(content, Files.readAllBytes(copy));
        Files.delete(copy);
    }

    @Test
    void itNeedsNoJavaAndNoSettings() throws Exception {
        Map<String, String> bare = Map.of("JAVA_HOME", "", "HOME", "", "PATH", "/usr/bin:/bin");
        Run version = run(bare, "--version");
        assertEquals(0, version.exit(), version.toString());
        assertTrue(version.out().startsWith("Haulout "), version.out());
        assertEquals("", version.err());
        Path other = packages.image().resolve("bin/Haulout");
        Run same =
                Run.of(
                        temp,
                        Map.of("PATH", "/nonexistent", "JAVA_HOME", "", "HOME", ""),
                        "",
                        List.of(other.toString(), "--version"));
        assertEquals(version.out(), same.out(), same.toString());
    }

    @Test
    void itTakesMoreOptionsForTheJavaMachine() throws Exception {
        Run run = run(Map.of("HAULOUT_JAVA_OPTS", "-Xmx64m -XshowSettings:vm"), "--version");
        assertTrue(run.err().contains("Max. Heap Size: 64.00M"), run.err());
    }

    @Test
    void itNamesFilesOutsideAsciiWhateverTheLocale() throws Exception {
        Files.writeString(temp.resolve("größe.txt"), "0123");
        for (String locale : List.of("C", "POSIX", "xx_XX.UTF-8", "C.UTF-8")) {
            Run run =
                    run(
                            Map.of("LANG", locale, "LC_ALL", "", "LC_CTYPE", ""),
                            "blob-id",
                            "--shards",
                            "10",
                            "größe.txt");
            assertEquals(0, run.exit(), locale + ": " + run.err());
            assertTrue(run.out().endsWith("  größe.txt\n"), locale + ": " + run.out());
        }
    }

    @Test
    void theArchiveOfClassesFits() throws Exception {
        for (String starter : List.of("bin/haulout", "bin/Haulout")) {
            Run run =
                    Run.of(
                            temp,
                            Map.of("JAVA_TOOL_OPTIONS", "-Xshare:on"),
                            "",
                            List.of(packages.image().resolve(starter).toString(), "--version"));
            assertEquals(0, run.exit(), "with -Xshare:on nothing runs without it: " + run.err());
        }
        Path archive = packages.image().resolve("lib/app/haulout.jsa");
        Path gone = temp.resolve("program");
        Packages.copy(packages.image(), gone);
        assertTrue(Files.exists(archive));
        Files.delete(gone.resolve("lib/app/haulout.jsa"));
        Run without = Run.of(temp, Map.of(), "", List.of(program(gone).toString(), "--version"));
        assertEquals(0, without.exit(), "it is only for speed: " + without.err());
    }

    @Test
    void theWindowOpensAndALinkRaisesIt() throws Exception {
        Path home = temp.resolve("home");
        List<String> command =
                List.of(program(packages.image()).toString(), "--home", home.toString());
        Path loaded = temp.resolve("loaded");
        Map<String, String> environment =
                Map.of(
                        "JAVA_TOOL_OPTIONS",
                        NO_SCREEN,
                        "HAULOUT_JAVA_OPTS",
                        "-Xlog:class+load:file=" + loaded);
        Run.Started window = Run.start(temp, environment, "", command);
        try {
            Path maps = Path.of("/proc/" + window.process().pid() + "/maps");
            String library = packages.image().resolve("lib/runtime/lib/libprism_sw.so").toString();
            awaitTrue(window, () -> Files.readString(maps).contains(library));
            Run second = run(Map.of(), "haulout:files", "--home", home.toString());
            assertEquals(0, second.exit(), second.err());
        } finally {
            window.process().destroy();
        }
        Run ended = window.await();
        assertFalse(ended.err().contains("Exception"), ended.err());
        String stage = "javafx.stage.Stage source: shared objects file (top)";
        assertTrue(Files.readString(loaded).contains(stage), "the window has its archive");
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void awaitTrue(Run.Started started, Condition condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!condition.holds()) {
            assertTrue(started.process().isAlive(), "ended too early");
            assertTrue(System.nanoTime() - end < 0, "in vain");
            started.process().waitFor(20, TimeUnit.MILLISECONDS);
        }
    }

    @Test
    void noticesAndBillAreInside() throws Exception {
        Path image = packages.image();
        assertEquals(
                Files.readString(Project.root().resolve("LICENSE")),
                Files.readString(image.resolve("LICENSE")));
        assertTrue(Files.exists(image.resolve("NOTICE")));
        assertTrue(Files.exists(image.resolve("lib/runtime/legal/java.base/LICENSE")));
        TreeSet<String> named = new TreeSet<>();
        JsonNode bill = new ObjectMapper().readTree(image.resolve("haulout-sbom.json").toFile());
        bill.path("components").forEach(component -> named.add(component.path("name").asText()));
        assertTrue(named.contains("Java runtime"), named.toString());
        for (Path jar : jars()) {
            String name = jar.getFileName().toString().replaceFirst("-[0-9].*", "");
            assertTrue(named.contains(name), name + " in " + named);
            if (name.startsWith("haulout-")) {
                continue;
            }
            try (Stream<Path> texts = Files.list(image.resolve("licences").resolve(name))) {
                assertTrue(
                        texts.anyMatch(text -> text.toFile().length() > 1000),
                        "no licence of " + name);
            }
        }
    }

    private static List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.list(packages.image().resolve("lib/app/lib"))) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }

    @Test
    void thereAreNoLibrariesForOtherSystems() throws Exception {
        int own = 0;
        for (Path jar : jars()) {
            try (JarFile open = new JarFile(jar.toFile())) {
                for (String name : open.stream().map(entry -> entry.getName()).toList()) {
                    boolean isNative = name.matches(".*\\.(so|dll|dylib|jnilib|a)");
                    boolean isOther =
                            name.matches("(?i).*(windows|win32|mac|darwin|musl|bsd|sunos|aix).*");
                    assertFalse(isNative && isOther, jar.getFileName() + ": " + name);
                    own += isNative ? 1 : 0;
                }
            }
        }
        assertTrue(own >= 4, "SQLite, BLS, JNA and epoll, not only " + own);
    }

    @Test
    void theOptionsOfTheJavaMachineAreThoseOfTheCheckout() throws Exception {
        String packaged = Files.readString(packages.image().resolve("lib/app/Haulout.cfg"));
        for (String file : List.of("app/jvm.args", "app/window.args")) {
            for (String line : Files.readAllLines(Project.root().resolve(file))) {
                if (line.startsWith("-")) {
                    assertTrue(packaged.contains("java-options=" + line + "\n"), line);
                }
            }
        }
    }

    /// The window's collector and caches would only cost a node without one memory and time.
    @Test
    void onlyTheWindowHasTheOptionsOfTheWindow() throws Exception {
        Map<String, String> tell = Map.of("HAULOUT_JAVA_OPTS", "-XX:+PrintCommandLineFlags");
        String node = run(tell, "node", "--help").err();
        assertTrue(node.contains("-XX:+UseSerialGC"), node);
        assertFalse(node.contains("SoftRefLRUPolicyMSPerMB"), node);
        String window = run(tell, "--home", temp.resolve("home").toString(), "--version").err();
        assertTrue(window.contains("-XX:+UseG1GC"), window);
        assertTrue(window.contains("-XX:NewRatio=7"), "and those of everything: " + window);
    }

    @Test
    void theIconsAreThereInEverySizeAndFormat() throws Exception {
        for (int size : List.of(16, 32, 48, 64, 128, 256, 512, 1024)) {
            var png =
                    javax.imageio.ImageIO.read(
                            packages.icons().resolve("haulout-" + size + ".png").toFile());
            assertEquals(size, png.getWidth());
            assertEquals(size, png.getHeight());
            assertEquals(0, png.getRGB(0, 0) >>> 24, "the corners are round");
            assertEquals(255, png.getRGB(size / 2, size / 2) >>> 24);
        }
        byte[] ico = Files.readAllBytes(packages.icons().resolve("haulout.ico"));
        assertArrayEquals(new byte[] {0, 0, 1, 0, 7, 0}, java.util.Arrays.copyOf(ico, 6));
        byte[] icns = Files.readAllBytes(packages.icons().resolve("haulout.icns"));
        assertEquals("icns", new String(icns, 0, 4, StandardCharsets.US_ASCII));
        assertEquals(icns.length, java.nio.ByteBuffer.wrap(icns).getInt(4));
    }
}
