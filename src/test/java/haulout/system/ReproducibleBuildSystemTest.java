// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Two builds of the same sources give the same jars and the same image. Long profile, because it
/// takes two builds.
@EnabledOnOs(OS.LINUX)
@EnabledIfSystemProperty(named = "haulout.long", matches = "true")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class ReproducibleBuildSystemTest {
    private static final long LIMIT_SECONDS = 1700;

    @TempDir private Path temp;

    @Test
    void twoBuildsGiveTheSameJars() throws IOException, InterruptedException {
        Path check = Project.root().resolve("installer/check-reproducible");
        Run run =
                Run.start(temp, Map.of(), "", List.of(check.toString(), temp.toString()))
                        .await(LIMIT_SECONDS);
        assertEquals(0, run.exit(), run.toString());
        for (String jar : List.of("haulout-node-core", "haulout-ui", "haulout-app.jar")) {
            assertTrue(run.out().contains(jar), run.out());
        }
        assertTrue(run.out().contains("two builds gave the same jars"), run.out());
    }
}
