// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.installer;

import haulout.installer.debian.DebianPackage;
import haulout.installer.icon.IconSet;
import haulout.installer.tool.Host;
import haulout.installer.tool.PackagingFailure;
import haulout.installer.tool.Program;
import haulout.installer.tool.Programs;
import haulout.installer.tool.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The package for Fedora, openSUSE and relatives: the same files in the same places as in the
/// Debian package.
///
/// Made by rpmbuild rather than by jpackage, which leaves out what lies beside the image's own
/// folders (licences, bill of materials), and gives jars another time, after which the archive for
/// quick starts is of no use.
final class RpmPackage {
    private RpmPackage() {}

    /// Makes it.
    ///
    /// @param work a folder to work in
    /// @param target the folder for the package
    /// @return the package
    static Path make(Program program, Path image, IconSet icons, Path work, Path target)
            throws IOException, InterruptedException {
        if (Programs.find("rpmbuild").isEmpty()) {
            throw new PackagingFailure(
                    "rpmbuild is needed for an rpm; install the package rpm-build (Debian: rpm)");
        }
        Path tree = Trees.fresh(work.resolve("rpm-tree"));
        DebianPackage.lay(program, image, icons, tree);
        Path top = Trees.fresh(work.resolve("rpm-top"));
        Path spec = top.resolve("haulout.spec");
        Files.writeString(
                spec,
                Files.readString(program.root().resolve("installer/linux/haulout.spec"))
                        .replace("@VERSION@", program.version())
                        .replace("@ARCHITECTURE@", Host.here().rpmArchitecture())
                        .replace("@TREE@", tree.toString()));
        Programs.run(
                top,
                Map.of(),
                List.of(
                        "rpmbuild",
                        "-bb",
                        "--quiet",
                        "--define",
                        "_topdir " + top,
                        "--define",
                        "_rpmdir " + top.resolve("made"),
                        spec.toString()));
        Path file;
        try (Stream<Path> found = Files.walk(top.resolve("made"))) {
            file =
                    found.filter(each -> each.toString().endsWith(".rpm"))
                            .findFirst()
                            .orElseThrow(() -> new PackagingFailure("rpmbuild made nothing"));
        }
        Path made = target.resolve(file.getFileName());
        Files.deleteIfExists(made);
        Files.move(file, made);
        Trees.delete(tree);
        Trees.delete(top);
        return made;
    }
}
