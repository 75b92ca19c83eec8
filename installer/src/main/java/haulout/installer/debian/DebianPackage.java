// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.installer.debian;

import haulout.installer.icon.IconSet;
import haulout.installer.tool.Host;
import haulout.installer.tool.Maker;
import haulout.installer.tool.PackagingFailure;
import haulout.installer.tool.Program;
import haulout.installer.tool.Programs;
import haulout.installer.tool.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The Debian package: the image in `/opt/haulout`, and files where the desktop looks for them.
///
/// Made by dpkg-deb rather than by jpackage, which would put the desktop's files there by a script
/// at installation: so dpkg knows each of them, removes them, and needs no script for it.
public final class DebianPackage {
    private static final int KIBI = 1024;

    /// Icons of these sizes belong to the theme; others are for other systems.
    private static final int LARGEST_ICON = 512;

    private static final Set<PosixFilePermission> EXECUTABLE =
            PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> READABLE =
            PosixFilePermissions.fromString("rw-r--r--");

    private final Program program;
    private final Path files;
    private final Path tree;
    private final Maker maker;

    private DebianPackage(Program program, Path tree) throws IOException {
        this.maker = Maker.read(program.root());
        this.program = program;
        this.files = program.root().resolve("installer/linux");
        this.tree = tree;
    }

    /// Makes it.
    ///
    /// @param image the program image
    /// @param work a folder to work in
    /// @param target the folder for the package
    /// @param compression as dpkg-deb's option -Z takes it
    /// @return the package
    public static Path make(
            Program program, Path image, IconSet icons, Path work, Path target, String compression)
            throws IOException, InterruptedException {
        if (Programs.find("dpkg-deb").isEmpty()) {
            throw new PackagingFailure(
                    "dpkg-deb is needed for a Debian package; install the package dpkg");
        }
        DebianPackage made = new DebianPackage(program, Trees.fresh(work.resolve("deb")));
        made.files(image, icons);
        made.control();
        made.finish();
        String architecture = Host.here().debianArchitecture();
        Path file =
                target.resolve(
                        Program.NAME + "_" + program.version() + "_" + architecture + ".deb");
        Programs.run(
                target,
                Map.of(
                        "SOURCE_DATE_EPOCH",
                        Long.toString(program.made().toInstant().getEpochSecond())),
                List.of(
                        "dpkg-deb",
                        "--root-owner-group",
                        "-Z" + compression,
                        "--build",
                        made.tree.toString(),
                        file.toString()));
        Trees.delete(made.tree);
        return file;
    }

    /// Lays all files of a package for Linux into a folder, where each belongs.
    ///
    /// @param tree existing and empty
    public static void lay(Program program, Path image, IconSet icons, Path tree)
            throws IOException {
        DebianPackage laid = new DebianPackage(program, tree);
        laid.files(image, icons);
        laid.finish();
    }

    private void finish() throws IOException {
        rights();
        Trees.stamp(tree, program.made());
    }

    private void files(Path image, IconSet icons) throws IOException {
        Trees.copy(image, folder("opt").resolve(Program.NAME));
        Files.createSymbolicLink(
                folder("usr/bin").resolve(Program.NAME), Path.of("../../opt/haulout/bin/haulout"));
        copy("haulout.desktop", "usr/share/applications");
        Files.writeString(
                folder("usr/share/metainfo").resolve(maker.id() + ".metainfo.xml"),
                Files.readString(files.resolve("haulout.metainfo.xml"))
                        .replace("@ID@", maker.id())
                        .replace("@DOMAIN@", maker.domain())
                        .replace("@VERSION@", program.version()));
        copy("haulout-mime.xml", "usr/share/mime/packages");
        copy("haulout.service", "usr/lib/systemd/user");
        icons(icons);
        Path documents = folder("usr/share/doc/haulout");
        Files.writeString(
                documents.resolve("copyright"),
                Files.readString(files.resolve("copyright"))
                        + Files.readString(program.root().resolve("NOTICE")));
    }

    private void icons(IconSet icons) throws IOException {
        Path theme = folder("usr/share/icons/hicolor");
        for (var png : icons.pngs().entrySet()) {
            int size = png.getKey();
            if (size <= LARGEST_ICON) {
                Path place = theme.resolve(size + "x" + size + "/apps");
                Files.createDirectories(place);
                Files.write(place.resolve("haulout.png"), png.getValue());
            }
        }
        Path scalable = Files.createDirectories(theme.resolve("scalable/apps"));
        Files.copy(program.root().resolve("icons/haulout.svg"), scalable.resolve("haulout.svg"));
    }

    private void control() throws IOException {
        Path debian = folder("DEBIAN");
        String control =
                Files.readString(files.resolve("control"))
                        .replace("@VERSION@", program.version())
                        .replace("@MAINTAINER@", maker.maintainer())
                        .replace("@ARCHITECTURE@", Host.here().debianArchitecture())
                        .replace("@SIZE@", Long.toString(Trees.bytes(tree) / KIBI));
        Files.writeString(debian.resolve("control"), control);
        for (String script : List.of("prerm", "postrm")) {
            Path copy = Files.copy(files.resolve(script), debian.resolve(script));
            Files.setPosixFilePermissions(copy, EXECUTABLE);
        }
    }

    /// Whatever this process's mask is, everybody may read and enter.
    private void rights() throws IOException {
        for (Path each : Trees.everything(tree)) {
            if (Files.isSymbolicLink(each)) {
                continue;
            }
            boolean enters = Files.isDirectory(each) || Files.isExecutable(each);
            Files.setPosixFilePermissions(each, enters ? EXECUTABLE : READABLE);
        }
    }

    private void copy(String name, String place) throws IOException {
        Path target = folder(place).resolve(name);
        Files.writeString(
                target,
                Files.readString(files.resolve(name)).replace("@VERSION@", program.version()));
    }

    private Path folder(String place) throws IOException {
        return Files.createDirectories(tree.resolve(place));
    }
}
