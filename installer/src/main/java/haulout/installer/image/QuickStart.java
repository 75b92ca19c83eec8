// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.installer.image;

import haulout.installer.tool.PackagingFailure;
import haulout.installer.tool.Program;
import haulout.installer.tool.Programs;
import haulout.installer.tool.Trees;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Archives of the classes that the program loads, so that it starts in about half the time. The
/// Java machine maps them instead of reading, checking and linking the classes; where one does not
/// fit, it does without.
///
/// There are two, the second of which lies on the first: one for commands and nodes, and one with
/// what the window has besides. A node without a window would otherwise keep the names and strings
/// of all that a window is made of.
///
/// The classes are found out by using the image as its owner would: commands, a practice network
/// that stores and brings back a file, and the window on a screen that does not exist.
public final class QuickStart {
    /// The archive of commands and nodes in the image, beside the jars.
    private static final String NAME = "haulout.jsa";

    /// The one that lies on it.
    private static final String WINDOW_NAME = "window.jsa";

    private static final String OPTION = "-XX:SharedArchiveFile=";

    /// Slow machines take a minute for what takes seconds here.
    private static final long LIMIT_SECONDS = 300;

    private static final int SAMPLE_BYTES = 200_000;

    /// The window is up when no new class has been loaded for so long.
    private static final long CALM_SECONDS = 4;

    private final Program program;
    private final Path image;
    private final Path work;
    private final Path jars;
    private int lists;

    private QuickStart(Program program, Path image, Path work) {
        this.program = program;
        this.image = image;
        this.work = work;
        this.jars = image.resolve("lib/app");
    }

    /// Makes the archive and puts it into the image.
    ///
    /// @param work a folder to work in
    public static void prepare(Program program, Path image, Path work)
            throws IOException, InterruptedException {
        new QuickStart(program, image, Trees.fresh(work.resolve("quick"))).prepare();
    }

    /// The option that names both archives, for a program that may open a window.
    ///
    /// @param jars the folder with the jars, as it is written where the option is used
    static String option(String jars) {
        return OPTION + jars + "/" + NAME + File.pathSeparator + jars + "/" + WINDOW_NAME;
    }

    private void prepare() throws IOException, InterruptedException {
        Path sample = Files.write(work.resolve("sample"), new byte[SAMPLE_BYTES]);
        finish(begin("blob-id", "--shards", "100", sample.toString()));
        network(sample);
        Path list = Files.write(work.resolve("classes"), merged());
        List<String> dump = java();
        dump.addAll(
                List.of(
                        "-Xshare:dump",
                        "-Xlog:disable",
                        "-XX:SharedClassListFile=" + list,
                        OPTION + jars.resolve(NAME),
                        "-cp",
                        jars.resolve(program.mainJar().getFileName()).toString()));
        Programs.run(dump);
        window();
        FileTime made = program.made();
        Files.setLastModifiedTime(jars.resolve(NAME), made);
        Files.setLastModifiedTime(jars.resolve(WINDOW_NAME), made);
        Files.setLastModifiedTime(jars, made);
        Trees.delete(work);
    }

    private List<String> java() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(image.resolve("lib/runtime/bin/java").toString());
        command.addAll(program.javaOptions());
        return command;
    }

    /// Starts the program; which classes it loads is written down.
    private Process begin(String... arguments) throws IOException {
        return begin(
                List.of("-Xshare:auto", "-XX:DumpLoadedClassList=" + list(lists)),
                List.of(arguments));
    }

    private Process begin(List<String> options, List<String> arguments) throws IOException {
        lists++;
        List<String> command = java();
        command.addAll(options);
        command.addAll(List.of("-jar", jars.resolve(program.mainJar().getFileName()).toString()));
        command.addAll(arguments);
        command.addAll(List.of("--home", work.resolve("home").toString()));
        return Programs.start(work, said(), command);
    }

    private Path list(int number) {
        return work.resolve("list" + number);
    }

    private void finish(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        if (process.waitFor() != 0) {
            throw new PackagingFailure("the image did not work: " + words());
        }
    }

    /// Where the process that was started last writes what it says.
    private Path said() {
        return work.resolve("said" + lists);
    }

    private String words() throws IOException {
        StringBuilder words = new StringBuilder();
        for (int number = 0; number <= lists; number++) {
            Path said = work.resolve("said" + number);
            if (Files.exists(said)) {
                words.append(Files.readString(said));
            }
        }
        return words.toString().strip();
    }

    private void network(Path sample) throws IOException, InterruptedException {
        Path descriptor = work.resolve("network.json");
        Process practice = begin("practice", "--descriptor", descriptor.toString());
        try {
            await(practice, () -> Files.exists(descriptor));
            finish(begin("store", sample.toString()));
            finish(begin("status"));
            finish(begin("ledger", "nodes"));
        } finally {
            stop(practice);
        }
    }

    /// Opens the window and has the second archive made of what it has loaded.
    private void window() throws IOException, InterruptedException {
        Trees.delete(work.resolve("home"));
        Path loaded = work.resolve("loaded");
        List<String> options = new ArrayList<>(program.windowOptions());
        options.addAll(
                List.of(
                        "-Dglass.platform=Headless",
                        "-Dprism.order=sw",
                        "-Djava.awt.headless=true",
                        OPTION + jars.resolve(NAME),
                        "-XX:+RecordDynamicDumpInfo",
                        "-Xlog:disable",
                        "-Xlog:class+load:file=" + loaded));
        Process window = begin(options, List.of());
        try {
            long[] last = {0, System.nanoTime()};
            await(
                    window,
                    () -> {
                        long size = Files.exists(loaded) ? Files.size(loaded) : 0;
                        if (size != last[0]) {
                            last[0] = size;
                            last[1] = System.nanoTime();
                        }
                        long calm = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - last[1]);
                        return size > 0 && calm >= CALM_SECONDS;
                    });
            // at its end it would be too late where programs are not ended but cut off
            Programs.run(
                    List.of(
                            Programs.jdk("jcmd").toString(),
                            Long.toString(window.pid()),
                            "VM.cds",
                            "dynamic_dump",
                            jars.resolve(WINDOW_NAME).toString()));
        } finally {
            stop(window);
        }
        if (!Files.readString(loaded).contains("javafx.stage.Stage ")) {
            throw new PackagingFailure("the image opened no window");
        }
        if (!Files.exists(jars.resolve(WINDOW_NAME))) {
            throw new PackagingFailure("the window left no archive: " + words());
        }
    }

    /// Something that comes true.
    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(Process process, Condition condition)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (!condition.holds()) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new PackagingFailure("the image ended too early: " + words());
            }
            if (TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin) > LIMIT_SECONDS) {
                throw new PackagingFailure("the image did not answer");
            }
        }
    }

    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    /// All lists as one: each class once, without the numbers by which one list refers to itself,
    /// and without classes that libraries made themselves.
    private List<String> merged() throws IOException {
        Set<String> merged = new LinkedHashSet<>();
        for (int number = lists - 1; number >= 0; number--) {
            if (!Files.exists(list(number))) {
                continue;
            }
            for (String line : Files.readAllLines(list(number))) {
                if (!line.startsWith("#") && !line.contains(" source: ")) {
                    merged.add(line.replaceFirst(" id: .*", ""));
                }
            }
        }
        return List.copyOf(merged);
    }
}
