// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The engines in processes of their own, in which the virtual machine, or a property, makes the
/// vectors narrower, or in which there are none.
class VectorWidthTest {
    private static final int SHAPES = 40;
    private static final int DEADLINE_SECONDS = 120;
    private static final Pattern VECTOR_CLASS =
            Pattern.compile("'jdk/incubator/vector/(?:Byte|Short|Int|Long)(\\d+)Vector'");
    private static final String MODULE = "--add-modules=jdk.incubator.vector";

    /// `default` stands for what this processor gets without any option.
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "-XX:UseAVX=1, -Dany, narrow",
        "-XX:UseAVX=2, -Dany, narrow",
        "-XX:UseAVX=3, -Dany, default",
        "-XX:MaxVectorSize=16, -Dany, narrow",
        "-XX:MaxVectorSize=32, -Dany, narrow",
        "-XX:MaxVectorSize=64, -Dany, default",
        "-XX:UseAVX=2, -Dhaulout.codec.vectorBits=256, vector-256",
        "-XX:UseAVX=3, -Dhaulout.codec.vectorBits=256, vector-256",
        "-XX:UseAVX=3, -Dhaulout.codec.vectorBits=128, vector-128",
    })
    void equalsTheScalarEngineAtThatWidth(String option, String property, String expected)
            throws Exception {
        String name =
                switch (expected) {
                    case "default" -> CodecEngines.vector().orElseThrow().name();
                    case "narrow" -> isIntel() ? "vector-128" : defaultUpTo(option);
                    default -> expected;
                };
        long seed = EngineComparison.seed("VectorWidthTest " + option + " " + property);
        // compiled early, so that the compiler's code is what is compared
        Output output =
                run(
                        List.of(
                                MODULE,
                                "-XX:+IgnoreUnrecognizedVMOptions",
                                "-XX:CompileThresholdScaling=0.1",
                                option,
                                property),
                        EngineComparison.class,
                        Long.toString(seed),
                        Integer.toString(SHAPES));
        assertEquals(0, output.exitCode, output.text);
        assertTrue(output.text.contains(name + "\n"), output.text);
    }

    /// Of two widths in a process, the one spoils what the compiler knows about the other's
    /// methods; see [VectorKernels].
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"-Dany", "-Dhaulout.codec.vectorBits=128"})
    void theKernelsUseVectorsOfOneWidthOnly(String property) throws Exception {
        long seed = EngineComparison.seed("VectorWidthTest one width " + property);
        Output output =
                run(
                        List.of(MODULE, "-Xlog:class+init=info", property),
                        EngineComparison.class,
                        Long.toString(seed),
                        Integer.toString(SHAPES));
        assertEquals(0, output.exitCode, output.text);
        Set<String> widths =
                VECTOR_CLASS
                        .matcher(output.text)
                        .results()
                        .map(match -> "vector-" + match.group(1))
                        .collect(Collectors.toSet());
        assertEquals(1, widths.size(), widths.toString());
        assertTrue(output.text.contains(widths.iterator().next() + "\n"), widths.toString());
    }

    @Test
    void withoutTheModuleThereIsTheScalarEngineAndAReason() throws Exception {
        Output output = run(List.of(), Choice.class);
        assertEquals(0, output.exitCode, output.text);
        assertTrue(output.text.contains("best scalar"), output.text);
        assertTrue(output.text.contains("module jdk.incubator.vector is missing"), output.text);
    }

    @Test
    void forcingTheVectorEngineWithoutItsModuleFailsWithASentence() throws Exception {
        Output output = run(List.of("-Dhaulout.codec.engine=vector"), Choice.class);
        assertEquals(1, output.exitCode, output.text);
        assertTrue(
                output.text.contains(
                        "-Dhaulout.codec.engine=vector is impossible:"
                                + " the module jdk.incubator.vector is missing"),
                output.text);
    }

    @Test
    void forcingTheScalarEngineWorksWithTheModule() throws Exception {
        Output output = run(List.of(MODULE, "-Dhaulout.codec.engine=scalar"), Choice.class);
        assertEquals(0, output.exitCode, output.text);
        assertTrue(output.text.contains("best scalar"), output.text);
    }

    @Test
    void anUnknownEngineIsRefused() throws Exception {
        Output output = run(List.of(MODULE, "-Dhaulout.codec.engine=fast"), Choice.class);
        assertEquals(1, output.exitCode, output.text);
        assertTrue(output.text.contains("expected scalar or vector"), output.text);
    }

    @Test
    void anInterpreterGetsTheScalarEngine() throws Exception {
        Output output = run(List.of(MODULE, "-Xint"), Choice.class);
        assertEquals(0, output.exitCode, output.text);
        assertTrue(output.text.contains("best scalar"), output.text);
    }

    /// Prints what is chosen in a process.
    static final class Choice {
        public static void main(String[] arguments) {
            System.out.println("best " + CodecEngines.best().name());
            System.out.println(CodecEngines.whyNoVector().orElse("vector there"));
        }
    }

    private record Output(int exitCode, String text) {}

    private static boolean isIntel() {
        String architecture = System.getProperty("os.arch");
        return architecture.equals("amd64") || architecture.equals("x86_64");
    }

    private static String defaultUpTo(String option) {
        String size = "-XX:MaxVectorSize=";
        int lanes =
                option.startsWith(size) ? Integer.parseInt(option.substring(size.length())) : 64;
        return "vector-" + 8 * Math.min(lanes, VectorWidth.LANES);
    }

    private static Output run(List<String> options, Class<?> program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(program.getName());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String text =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS), "still running");
            return new Output(process.exitValue(), text.replace("\r\n", "\n"));
        } finally {
            process.destroyForcibly();
        }
    }
}
