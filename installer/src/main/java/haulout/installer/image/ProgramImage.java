// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.installer.image;

import haulout.installer.tool.Host;
import haulout.installer.tool.Program;
import haulout.installer.tool.Programs;
import haulout.installer.tool.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/// The program with a runtime of its own, in one folder that runs wherever it is put.
public final class ProgramImage {
    /// The image's folder and its starter, as `common.args` names them.
    private static final String NAME = "Haulout";

    private ProgramImage() {}

    /// Makes it, without the archives of [QuickStart].
    ///
    /// @param icons folder with the icons
    /// @param work a folder to work in
    /// @param target the folder in which the image is made
    /// @return the image, `target/Haulout`
    public static Path make(Program program, Path icons, Path work, Path target)
            throws IOException, InterruptedException {
        Path modules = FxModules.make(program, work);
        Path runtime = work.resolve("runtime");
        RuntimeImage.link(modules, runtime);
        Path input = input(program, work);
        Path image = target.resolve(NAME);
        Trees.delete(image);
        Files.createDirectories(target);
        Programs.run(command(program, icons, runtime, input, target));
        if (Host.here().system().equals("linux")) {
            shellStarter(program, image);
        }
        Notices.write(program, image);
        Bill.write(program, runtime, image.resolve("haulout-sbom.json"));
        Trees.stamp(image, program.made());
        Trees.delete(runtime);
        Trees.delete(input);
        return image;
    }

    /// A starter that knows what only a shell knows, beside that of jpackage.
    private static void shellStarter(Program program, Path image) throws IOException {
        Path starter = image.resolve("bin/haulout");
        Files.copy(program.root().resolve("installer/linux/haulout"), starter);
        Files.setPosixFilePermissions(starter, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.write(image.resolve("lib/app/java.args"), program.javaOptions());
        Files.write(image.resolve("lib/app/window.args"), program.windowOptions());
    }

    /// The jars as they lie in the image: the manifest of the first names those in `lib`.
    private static Path input(Program program, Path work) throws IOException {
        Path input = Trees.fresh(work.resolve("input"));
        Path libraries = Files.createDirectory(input.resolve("lib"));
        Files.copy(program.mainJar(), input.resolve(program.mainJar().getFileName()));
        for (Path jar : program.libraries()) {
            LeanJar.copy(jar, libraries.resolve(jar.getFileName()), Host.here(), program.made());
        }
        return input;
    }

    private static List<String> command(
            Program program, Path icons, Path runtime, Path input, Path target) throws IOException {
        String icon =
                switch (Host.here().system()) {
                    case "windows" -> "haulout.ico";
                    case "mac" -> "haulout.icns";
                    default -> "haulout.png";
                };
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Programs.jdk("jpackage").toString(),
                                "--type",
                                "app-image",
                                "@" + program.root().resolve("installer/packages/common.args"),
                                "--app-version",
                                program.versionFor(Host.here().system()),
                                "--icon",
                                icons.resolve(icon).toString(),
                                "--runtime-image",
                                runtime.toString(),
                                "--input",
                                input.toString(),
                                "--main-jar",
                                program.mainJar().getFileName().toString(),
                                "--main-class",
                                Program.MAIN_CLASS,
                                "--dest",
                                target.toString()));
        // jpackage's starter knows one list, whatever it is asked to do.
        for (List<String> options : List.of(program.javaOptions(), program.windowOptions())) {
            options.forEach(option -> command.addAll(List.of("--java-options", option)));
        }
        command.addAll(List.of("--java-options", QuickStart.option("$APPDIR")));
        return command;
    }
}
