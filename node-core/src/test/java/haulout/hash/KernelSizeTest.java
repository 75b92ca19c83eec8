// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.hash;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The JIT compiler leaves methods of 8000 bytes of bytecode or more interpreted, which makes a
/// kernel a hundred times slower without any other sign.
class KernelSizeTest {
    private static final int LIMIT = 8000;

    private static final List<Class<?>> KERNELS =
            List.of(
                    Blake2bBlock.class,
                    LaneBlake2b.class,
                    LaneWords.class,
                    LeafLanes.class,
                    LaneTree.class);

    @Test
    void everyKernelIsSmallEnoughToBeCompiled() {
        for (Class<?> kernel : KERNELS) {
            methods(kernel)
                    .forEach(method -> {
                        int bytes = codeBytes(method);
                        String name = kernel.getSimpleName() + "." + method.methodName();
                        assertTrue(bytes < LIMIT, () -> name + " has " + bytes + " bytes");
                    });
        }
    }

    @Test
    void theSizesAreThoseOfTheKernels() {
        assertTrue(sizeOf(Blake2bBlock.class, "firstSixRounds") > 2000);
        assertTrue(sizeOf(LaneBlake2b.class, "compressBoth") > 2000);
    }

    private static int sizeOf(Class<?> type, String method) {
        return methods(type)
                .filter(each -> each.methodName().equalsString(method))
                .mapToInt(KernelSizeTest::codeBytes)
                .sum();
    }

    private static int codeBytes(MethodModel method) {
        return method.findAttribute(Attributes.code()).map(CodeAttribute::codeLength).orElse(0);
    }

    private static Stream<MethodModel> methods(Class<?> type) {
        try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            return ClassFile.of().parse(in.readAllBytes()).methods().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
