// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.installer;

import haulout.installer.tool.Host;
import haulout.installer.tool.Maker;
import haulout.installer.tool.PackagingFailure;
import haulout.installer.tool.Program;
import haulout.installer.tool.Programs;
import haulout.installer.tool.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Packages that jpackage makes of the image, with the options of `installer/packages`.
///
/// Who signs is named by a variable of the environment; the key stays in the system's key store.
final class SystemPackage {
    /// macOS: the name in the certificate, as codesign wants it.
    static final String MAC_IDENTITY = "HAULOUT_MAC_IDENTITY";

    private SystemPackage() {}

    /// Makes one.
    ///
    /// @return the file that was made
    static Path make(Kind kind, Program program, Path image, Path target, Map<String, String> set)
            throws IOException, InterruptedException {
        if (!Host.here().system().equals(kind.jpackageSystem())) {
            throw new PackagingFailure(
                    kind.word() + " is made on " + kind.jpackageSystem() + " only");
        }
        Path made = Trees.fresh(target.resolve(kind.word()));
        Path packages = program.root().resolve("installer/packages");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Programs.jdk("jpackage").toString(),
                                "--type",
                                kind.word(),
                                "@" + packages.resolve("common.args"),
                                "@" + packages.resolve(kind.word() + ".args"),
                                "--app-version",
                                program.versionFor(kind.jpackageSystem()),
                                "--license-file",
                                program.root().resolve("LICENSE").toString(),
                                "--app-image",
                                image.toString(),
                                "--dest",
                                made.toString()));
        if (kind.jpackageSystem().equals("mac")) {
            command.addAll(List.of("--mac-package-identifier", Maker.read(program.root()).id()));
        }
        String identity = set.getOrDefault(MAC_IDENTITY, "");
        if (kind.jpackageSystem().equals("mac") && !identity.isEmpty()) {
            command.addAll(List.of("--mac-sign", "--mac-signing-key-user-name", identity));
        }
        // because the options name files beside them
        Programs.run(packages, Map.of(), command);
        try (Stream<Path> files = Files.list(made)) {
            return files.findFirst()
                    .orElseThrow(() -> new PackagingFailure("jpackage made nothing"));
        }
    }
}
