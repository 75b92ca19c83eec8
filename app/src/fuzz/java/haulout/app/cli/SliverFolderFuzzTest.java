// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import com.code_intelligence.jazzer.junit.FuzzTest;
import haulout.fuzzing.Probe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/// `haulout decode` under guided fuzzing: the first byte of an input chooses a file of the folder,
/// the others are its contents. Without `JAZZER_FUZZ` the seeds alone are run.
class SliverFolderFuzzTest {
    @TempDir static Path work;

    private static HostileFolder folder;
    private static Probe probe;

    @BeforeAll
    static void encode() throws IOException {
        folder = new HostileFolder(work, HostileFolderTest.FEWEST);
        probe = new Probe(HostileFolderTargets.withFewestSlivers(folder));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "4m")
    void folder(byte[] input) {
        probe.accepts(input);
    }

    static Stream<byte[]> seeds() {
        return folder.inputs().stream();
    }
}
