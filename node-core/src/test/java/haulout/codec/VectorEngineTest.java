// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import haulout.core.EncodingConfig;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The vector engine at the width that it chose here; [VectorWidthTest] runs the other widths.
class VectorEngineTest {
    /// HotSpot never compiles a method of more bytecode than this.
    private static final int COMPILED_BYTES = 8000;

    private static final long BUDGET_NANOS = 4_000_000_000L;

    @Test
    void isWhatRunsWhereItsModuleIs() {
        assertTrue(
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
                "tests have to run with --add-modules=jdk.incubator.vector");
        assertTrue(CodecEngines.vector().isPresent(), () -> "" + CodecEngines.whyNoVector());
        assumeTrue(System.getProperty(CodecEngines.ENGINE_PROPERTY) == null);
        assertInstanceOf(VectorEngine.class, CodecEngines.best());
        assertTrue(CodecEngines.best().name().startsWith("vector-"));
    }

    @Test
    void equalsTheScalarEngineOnRandomShapes() {
        EngineComparison comparison = comparison("equalsTheScalarEngineOnRandomShapes");
        long start = System.nanoTime();
        int shapes = 0;
        while (System.nanoTime() - start < BUDGET_NANOS || shapes < 50) {
            comparison.compare(comparison.randomShape());
            shapes++;
        }
        System.out.println("compared " + shapes + " shapes");
    }

    @Test
    void equalsTheScalarEngineAtEveryTailLength() {
        EngineComparison comparison = comparison("equalsTheScalarEngineAtEveryTailLength");
        ReedSolomonCode rows = new ReedSolomonCode(7, 3);
        ReedSolomonCode columns = new ReedSolomonCode(4, 6);
        for (int symbolBytes = 2; symbolBytes <= 200; symbolBytes += 2) {
            comparison.compare(new EngineComparison.Shape(rows, 1, symbolBytes));
            comparison.compare(new EngineComparison.Shape(columns, 9, symbolBytes));
        }
    }

    @Test
    void equalsTheScalarEngineOnEverySmallCode() {
        EngineComparison comparison = comparison("equalsTheScalarEngineOnEverySmallCode");
        for (int k = 1; k <= 18; k++) {
            for (int r = 1; r <= 18; r++) {
                ReedSolomonCode code = new ReedSolomonCode(k, r);
                comparison.compare(new EngineComparison.Shape(code, 3, 130));
            }
        }
    }

    @Test
    void equalsTheScalarEngineOnTheLargestSymbols() {
        EngineComparison comparison = comparison("equalsTheScalarEngineOnTheLargestSymbols");
        comparison.compare(
                new EngineComparison.Shape(
                        new ReedSolomonCode(7, 3), 3, EncodingConfig.MAX_SYMBOL_BYTES));
        comparison.compare(
                new EngineComparison.Shape(
                        new ReedSolomonCode(4, 6), 2, EncodingConfig.MAX_SYMBOL_BYTES));
    }

    /// Transforms with more rows than any network has, where most factors are general.
    @Test
    void equalsTheScalarEngineOnLongCodes() {
        EngineComparison comparison = comparison("equalsTheScalarEngineOnLongCodes");
        for (int[] kr : new int[][] {{3000, 1100}, {900, 5000}, {40_000, 1}, {1, 3000}}) {
            comparison.compare(
                    new EngineComparison.Shape(new ReedSolomonCode(kr[0], kr[1]), 1, 10));
        }
    }

    @Test
    void everyKernelIsShortEnoughToBeCompiled() throws IOException {
        List<String> tooLong = new ArrayList<>();
        int kernels = 0;
        for (Class<?> type : List.of(VectorKernels.class, VectorEngine.class, ScalarEngine.class)) {
            for (MethodModel method : parse(type)) {
                int bytes =
                        method.code().map(code -> ((CodeAttribute) code).codeLength()).orElse(0);
                kernels++;
                if (bytes >= COMPILED_BYTES) {
                    tooLong.add(method.methodName() + ": " + bytes);
                }
            }
        }
        assertTrue(kernels > 15);
        assertEquals(List.of(), tooLong);
    }

    private static List<MethodModel> parse(Class<?> type) throws IOException {
        String file = type.getSimpleName() + ".class";
        try (InputStream in = type.getResourceAsStream(file)) {
            return ClassFile.of().parse(in.readAllBytes()).methods();
        }
    }

    private static EngineComparison comparison(String test) {
        return new EngineComparison(
                CodecEngines.scalar(),
                CodecEngines.vector().orElseThrow(),
                EngineComparison.seed(test));
    }
}
