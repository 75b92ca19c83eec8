// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The script that builds and starts the program. The builds are played by a stand-in for Maven in
/// a copy of the checkout; the program itself is the real one.
@DisabledOnOs(OS.WINDOWS)
class LauncherSystemTest {
    private static final String JDK = System.getProperty("java.home");

    /// Notes when it was called, takes a moment, and does what a build does last.
    private static final String MAVEN =
            """
            #!/bin/sh
            echo begin >> "$0.log"
            sleep 0.3
            echo '[INFO] Building Haulout node core 1 [2/5]'
            if [ -e "$0.broken" ]; then
              echo '[ERROR] /x/Y.java:[1,2] no such thing'
              echo '[ERROR] Failed to execute goal compile'
              exit 1
            fi
            touch app/target/.packaged
            echo end >> "$0.log"
            printf 'no end of line'
            """;

    @TempDir Path temp;

    private Path checkout;
    private Path maven;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void copyTheCheckout() throws IOException {
        checkout = temp.resolve("a folder with spaces");
        Path target = Files.createDirectories(checkout.resolve("app/target"));
        Files.createDirectories(checkout.resolve("app/src/main"));
        Files.createFile(checkout.resolve("pom.xml"));
        Files.createFile(checkout.resolve("app/pom.xml"));
        copy(Project.root().resolve("haulout"), checkout.resolve("haulout"));
        copy(Project.root().resolve("app/jvm.args"), checkout.resolve("app/jvm.args"));
        copy(
                Project.root().resolve("app/target/haulout-app.jar"),
                target.resolve("haulout-app.jar"));
        Path lib = Files.createDirectories(target.resolve("lib"));
        try (Stream<Path> jars = Files.list(Project.root().resolve("app/target/lib"))) {
            for (Path jar : jars.toList()) {
                copy(jar, lib.resolve(jar.getFileName()));
            }
        }
        Files.createFile(target.resolve(".packaged"));
        maven = script(temp.resolve("bin/mvn"), MAVEN);
        environment.put("PATH", maven.getParent() + ":" + System.getenv("PATH"));
        environment.put("HAULOUT_BUILD", "");
        environment.put("HAULOUT_JDK", JDK);
    }

    private static Path script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private Run launch(String... arguments) throws IOException, InterruptedException {
        return start(checkout.resolve("haulout"), arguments).await();
    }

    private Run.Started start(Path launcher, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        return Run.start(temp, environment, "", command);
    }

    /// Makes a source newer than what was built.
    private void change(String file) throws IOException {
        Path path = checkout.resolve(file);
        if (!Files.exists(path)) {
            Files.createFile(path);
        }
        Files.setLastModifiedTime(path, FileTime.from(Instant.now().plusMillis(1)));
        Files.setLastModifiedTime(
                checkout.resolve("app/target/.packaged"),
                FileTime.from(Instant.now().minusSeconds(60)));
    }

    private List<String> builds() throws IOException {
        Path log = maven.resolveSibling("mvn.log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    private static void assertVersion(Run run) {
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().matches("Haulout \\d+\\.\\d+\\.\\d+\\S*\n"), run.out());
    }

    @Test
    void startsWithoutABuildWhenNothingChanged() throws Exception {
        Run run = launch("--version");
        assertVersion(run);
        assertEquals("", run.err());
        assertEquals(List.of(), builds());
    }

    @Test
    void startsThroughASymbolicLink() throws Exception {
        Path link =
                Files.createSymbolicLink(
                        temp.resolve("link"), Path.of("a folder with spaces", "haulout"));
        Path linkToLink = Files.createSymbolicLink(temp.resolve("bin/haulout"), link);
        assertVersion(start(linkToLink, "--version").await());
    }

    @Test
    void handsOverTheExitCode() throws Exception {
        assertEquals(2, launch("no-such-command").exit());
        assertEquals(1, launch().exit());
    }

    @Test
    void buildsWhenASourceChanged() throws Exception {
        change("app/src/main/New.java");
        Run run = launch("--version");
        assertVersion(run);
        assertEquals(
                """
                haulout: building; this takes a while when it is the first time
                haulout: building Haulout node core
                """,
                run.err());
        assertVersion(launch("--version"));
        assertEquals(List.of("begin", "end"), builds());
    }

    @Test
    void buildsWhenThePomChangedOrASourceWentAway() throws Exception {
        change("app/pom.xml");
        assertVersion(launch("--version"));
        change("app/src/main/New.java");
        Files.delete(checkout.resolve("app/src/main/New.java"));
        assertVersion(launch("--version"));
        assertEquals(List.of("begin", "end", "begin", "end"), builds());
    }

    @Test
    void buildsWhenNothingWasBuilt() throws Exception {
        Files.delete(checkout.resolve("app/target/.packaged"));
        assertVersion(launch("--version"));
        assertEquals(List.of("begin", "end"), builds());
    }

    @Test
    void runsNothingOldAfterAFailedBuild() throws Exception {
        change("app/src/main/New.java");
        Files.createFile(maven.resolveSibling("mvn.broken"));
        Run run = launch("--version");
        assertEquals(1, run.exit());
        assertEquals("", run.out());
        assertTrue(run.err().contains("[ERROR] /x/Y.java:[1,2] no such thing\n"), run.err());
        assertTrue(run.err().contains("haulout: the build failed, so nothing was run"), run.err());
    }

    @Test
    void twoAtOnceBuildOnce() throws Exception {
        change("app/src/main/New.java");
        Run.Started first = start(checkout.resolve("haulout"), "--version");
        Run.Started second = start(checkout.resolve("haulout"), "--version");
        assertVersion(first.await());
        assertVersion(second.await());
        assertEquals(List.of("begin", "end"), builds());
    }

    @Test
    void twoAtOnceBuildOnceWithoutTheLockingTool() throws Exception {
        hideTheLockingTool();
        change("app/src/main/New.java");
        Run.Started first = start(checkout.resolve("haulout"), "--version");
        Run.Started second = start(checkout.resolve("haulout"), "--version");
        assertVersion(first.await());
        assertVersion(second.await());
        assertEquals(List.of("begin", "end"), builds());
        assertFalse(Files.isSymbolicLink(checkout.resolve("target/build.owner")));
    }

    @Test
    void takesOverTheLockOfADeadProcess() throws Exception {
        hideTheLockingTool();
        change("app/src/main/New.java");
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.createDirectories(checkout.resolve("target"));
        Files.createSymbolicLink(
                checkout.resolve("target/build.owner"), Path.of(Long.toString(dead.pid())));
        assertVersion(launch("--version"));
        assertEquals(List.of("begin", "end"), builds());
    }

    private static boolean hasLockingTool() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "flock")));
    }

    /// A program of this folder that runs until it is told to end.
    private Run.Started running() throws Exception {
        Path jdk = temp.resolve("jdk");
        script(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        script(
                jdk.resolve("bin/java"),
                """
                #!/bin/sh
                touch "$HOME/started"
                until [ -e "$HOME/end" ]; do sleep 0.05; done
                """);
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
        environment.put("HAULOUT_JDK", jdk.toString());
        environment.put("HOME", temp.toString());
        Run.Started started = start(checkout.resolve("haulout"), "node");
        while (!Files.exists(temp.resolve("started"))) {
            assertTrue(started.process().isAlive(), started::toString);
        }
        environment.put("HAULOUT_JDK", JDK);
        return started;
    }

    @Test
    void replacesNoProgramThatRuns() throws Exception {
        assumeTrue(hasLockingTool(), "no flock here, so nobody knows what runs");
        change("app/src/main/New.java");
        assertVersion(launch("--version"));
        assertEquals(List.of("begin", "end"), builds());
        Run.Started running = running();
        try {
            change("app/src/main/Newer.java");
            Run run = launch("--version");
            assertVersion(run);
            assertTrue(run.err().contains("going on with what was built before"), run.err());
            Run refused = launch("package");
            assertEquals(1, refused.exit());
            assertTrue(refused.err().contains("Haulout runs from this folder"), refused.err());
            assertEquals(List.of("begin", "end"), builds());
        } finally {
            Files.createFile(temp.resolve("end"));
            assertEquals(0, running.await().exit());
        }
        assertVersion(launch("--version"));
        assertEquals(List.of("begin", "end", "begin", "end"), builds());
    }

    @Test
    void buildsBesideWhatRunsIfNothingWholeIsThere() throws Exception {
        assumeTrue(hasLockingTool(), "no flock here, so nobody knows what runs");
        change("app/src/main/New.java");
        assertVersion(launch("--version"));
        Path target = checkout.resolve("app/target");
        Path built = temp.resolve("built");
        assertEquals(
                0,
                Run.of(temp, Map.of(), "", List.of("cp", "-r", target.toString(), built.toString()))
                        .exit());
        script(maven, MAVEN.replace("sleep 0.3", "cp -r '" + built + "/.' app/target"));
        Run.Started running = running();
        Path jar = target.resolve("haulout-app.jar");
        try (FileChannel _ = FileChannel.open(jar)) {
            Object before = key(jar);
            Files.delete(target.resolve(".packaged"));
            assertVersion(launch("--version"));
            assertEquals(List.of("begin", "end", "begin", "end"), builds());
            assertNotEquals(before, key(jar), "what runs has the old one");
        } finally {
            Files.createFile(temp.resolve("end"));
            assertEquals(0, running.await().exit());
        }
    }

    private static Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    /// Leaves on the path only what the script needs besides.
    private void hideTheLockingTool() throws IOException {
        Path tools = Files.createDirectories(temp.resolve("tools"));
        for (String tool :
                List.of(
                        "sh",
                        "dirname",
                        "readlink",
                        "find",
                        "head",
                        "mkdir",
                        "rmdir",
                        "rm",
                        "ln",
                        "sleep",
                        "grep",
                        "awk",
                        "touch",
                        "cat",
                        "locale")) {
            for (String folder : System.getenv("PATH").split(":")) {
                Path found = Path.of(folder, tool);
                if (Files.isExecutable(found) && !Files.exists(tools.resolve(tool))) {
                    script(tools.resolve(tool), "#!/bin/sh\nexec " + found + " \"$@\"\n");
                }
            }
        }
        environment.put("PATH", maven.getParent() + ":" + tools);
    }

    @Test
    void mayBeToldNotToBuild() throws Exception {
        change("app/src/main/New.java");
        environment.put("HAULOUT_BUILD", "never");
        assertVersion(launch("--version"));
        assertEquals(List.of(), builds());
    }

    @Test
    void leavesTheProgramsInputAlone() throws Exception {
        change("app/src/main/New.java");
        // The stand-in for Maven would not read it either; what counts is that its input is empty.
        script(maven, MAVEN.replace("sleep 0.3", "cat > \"$0.input\""));
        Run run =
                Run.of(
                        temp,
                        environment,
                        "for the program",
                        List.of(checkout.resolve("haulout").toString(), "--version"));
        assertVersion(run);
        assertEquals("", Files.readString(maven.resolveSibling("mvn.input")));
    }

    @Test
    void withoutAJdkSaysWhatToInstall() throws Exception {
        environment.put("HAULOUT_JDK", "");
        environment.put("JAVA_HOME", "");
        environment.put("HAULOUT_JDK_SEARCH", temp.resolve("bin").toString());
        Run run = launch("--version");
        assertEquals(69, run.exit());
        assertEquals(
                "haulout: Java 25 is needed and no JDK 25 or newer was found; install one (from adoptium.net, for"
                        + " example), or set HAULOUT_JDK to its folder.\n",
                run.err());
    }

    @Test
    void refusesAJdkThatIsTooOld() throws Exception {
        Path old = jdk(temp.resolve("old jdk"), "17.0.15");
        environment.put("HAULOUT_JDK", old.toString());
        Run run = launch("--version");
        assertEquals(69, run.exit());
        assertTrue(
                run.err().startsWith("haulout: HAULOUT_JDK is " + old + ", which is not a JDK 25"),
                run.err());
    }

    @Test
    void prefersTheOldestJdkThatIsNewEnough() throws Exception {
        Path jdks = temp.resolve("jdks");
        for (String version : List.of("17.0.1", "27", "26.0.1", "9")) {
            jdk(jdks.resolve("jdk-" + version), version);
        }
        environment.put("HAULOUT_JDK", "");
        environment.put("JAVA_HOME", jdks.resolve("jdk-17.0.1").toString());
        environment.put("HAULOUT_JDK_SEARCH", temp.resolve("bin") + ":" + jdks);
        Run run = launch("jdk");
        assertEquals(jdks.resolve("jdk-26.0.1") + "\n", run.out());
    }

    /// What the launcher looks at to tell a JDK and its version.
    private static Path jdk(Path folder, String version) throws IOException {
        script(folder.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(
                folder.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return folder;
    }

    @Test
    void withoutMavenSaysWhatToInstall() throws Exception {
        hideTheLockingTool();
        Files.delete(maven);
        change("app/src/main/New.java");
        Run run = launch("--version");
        assertEquals(69, run.exit());
        assertEquals(
                "haulout: Maven is needed to build and was not found; install the package maven (3.8.6 or newer).\n",
                run.err());
    }

    @Test
    void namesFilesOutsideAsciiWhateverTheLocale() throws Exception {
        Files.writeString(temp.resolve("größe.txt"), "0123");
        environment.put("LC_CTYPE", "");
        environment.put("LC_ALL", "");
        for (String locale : List.of("C", "POSIX", "xx_XX.UTF-8")) {
            environment.put("LANG", locale);
            Run run = launch("blob-id", "--shards", "10", "größe.txt");
            assertEquals(0, run.exit(), locale + ": " + run.err());
            assertTrue(run.out().endsWith("  größe.txt\n"), locale + ": " + run.out());
        }
    }

    @Test
    void takesMoreOptionsForTheJavaMachine() throws Exception {
        environment.put("HAULOUT_JAVA_OPTS", "-Xmx64m -XshowSettings:vm");
        Run run = launch("--version");
        assertVersion(run);
        assertTrue(run.err().contains("Max. Heap Size: 64.00M"), run.err());
    }

    /// `app/jvm.args` names options that a later Java may have given up.
    @Test
    void startsUnderAJavaThatKnowsAnOptionNoMore() throws Exception {
        environment.put("HAULOUT_JAVA_OPTS", "-XX:OptionOfAnEarlierJava=5000");
        assertVersion(launch("--version"));
    }
}
