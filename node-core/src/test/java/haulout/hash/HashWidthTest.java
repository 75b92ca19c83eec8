// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.hash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The engines in processes of their own, in which the virtual machine makes the vectors narrower,
/// or in which there are none.
class HashWidthTest {
    private static final String MODULE = "--add-modules=jdk.incubator.vector";

    @ParameterizedTest
    @CsvSource({
        "-XX:UseAVX=2, 256",
        "-XX:MaxVectorSize=32, 256",
        "-XX:UseAVX=3, 512",
        "-XX:MaxVectorSize=64, 512"
    })
    void equalsTheScalarEngineAtThatWidth(String option, int bits) throws Exception {
        assumeTrue(Lanes.bits() >= bits, "no vectors of " + bits + " bits here");
        String output = run(List.of(MODULE, option), Comparison.class);
        assertTrue(output.contains("compared vector-" + bits + "\n"), output);
    }

    @Test
    void narrowVectorsAreNotUsed() throws Exception {
        String output = run(List.of(MODULE, "-XX:MaxVectorSize=16"), Choice.class);
        assertTrue(output.contains("scalar: the processor has vectors of 128 bits"), output);
    }

    @Test
    void withoutTheModuleThereIsAReason() throws Exception {
        String output = run(List.of(), Choice.class);
        assertTrue(output.contains("scalar: the option --add-modules"), output);
    }

    @Test
    void withoutTheModuleTheVectorEngineCannotBeForced() throws Exception {
        String output = run(List.of("-D" + HashEngines.ENGINE_PROPERTY + "=vector"), Choice.class);
        assertTrue(
                output.contains(
                        "property haulout.codec.engine asks for the vector engine, but the option"
                                + " --add-modules=jdk.incubator.vector was not given"),
                output);
    }

    @Test
    void anInterpreterGetsTheScalarEngine() throws Exception {
        String output = run(List.of(MODULE, "-Xint"), Choice.class);
        assertTrue(output.contains("scalar: this Java makes no vector instructions"), output);
    }

    /// The first compiler must be able to compile the kernels: what it fails at may stay in its
    /// slower form for good, see [Lanes].
    @Test
    void theFirstCompilerCompilesTheKernels() throws Exception {
        assumeTrue(HashEngines.vector().isPresent());
        String output =
                run(
                        List.of(
                                MODULE,
                                "-XX:TieredStopAtLevel=3",
                                "-XX:CompileThresholdScaling=0.1",
                                "-XX:+PrintCompilation"),
                        Comparison.class);
        String kernel = Lanes.COUNT == 8 ? "compressBoth" : "compressPart";
        assertTrue(output.contains("haulout.hash.LaneBlake2b::" + kernel), output);
        List<String> skipped =
                output.lines()
                        .filter(line -> line.contains("haulout.hash") && line.contains("SKIPPED"))
                        .toList();
        assertEquals(List.of(), skipped);
    }

    /// Prints what is chosen in a process.
    static final class Choice {
        public static void main(String[] arguments) {
            try {
                System.out.println(
                        HashEngines.best().name() + ": " + HashEngines.whyNoVector().orElse(""));
            } catch (IllegalStateException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    /// Compares the engines in a process, long enough for the kernels to be compiled.
    static final class Comparison {
        public static void main(String[] arguments) {
            HashEngine vector = HashEngines.vector().orElseThrow();
            Random random = new Random(7);
            for (int i = 0; i < 60; i++) {
                int rowCount = 1 + random.nextInt(60);
                int columnCount = 1 + random.nextInt(8);
                int symbolBytes = 1 + random.nextInt(i < 30 ? 40 : 600);
                byte[] symbols = new byte[rowCount * columnCount * symbolBytes];
                random.nextBytes(symbols);
                assertArrayEquals(
                        roots(HashEngines.scalar(), symbols, rowCount, columnCount, symbolBytes),
                        roots(vector, symbols, rowCount, columnCount, symbolBytes),
                        rowCount + " × " + columnCount + " symbols of " + symbolBytes);
            }
            System.out.println("compared " + vector.name());
        }

        private static byte[] roots(
                HashEngine engine, byte[] symbols, int rowCount, int columnCount, int symbolBytes) {
            RowNodes nodes = new RowNodes(rowCount, columnCount);
            byte[] roots = new byte[32 * (rowCount + columnCount + 1)];
            StripHasher hasher = engine.stripHasher(rowCount, symbolBytes);
            hasher.begin(columnCount);
            hasher.update(symbols, 0, columnCount * symbolBytes, symbolBytes, symbolBytes);
            hasher.finish(nodes, 0, roots, 0);
            engine.rowRoots(nodes, roots, 32 * columnCount);
            engine.merkleRoot(
                    symbols,
                    0,
                    symbolBytes,
                    symbolBytes,
                    rowCount * columnCount,
                    roots,
                    32 * (rowCount + columnCount));
            return roots;
        }
    }

    private static String run(List<String> options, Class<?> program)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+IgnoreUnrecognizedVMOptions");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }
}
