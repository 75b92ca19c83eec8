// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/// Functions of a system's own libraries.
final class NativeCalls {
    private final SymbolLookup library;

    private NativeCalls(SymbolLookup library) {
        this.library = library;
    }

    /// @throws IllegalArgumentException if there is no such library
    @SuppressWarnings("restricted") // because only libraries of the system itself are named here
    static NativeCalls of(String library, Arena arena) {
        return new NativeCalls(SymbolLookup.libraryLookup(library, arena));
    }

    /// The libraries that every program of the system has, the C library among them.
    static NativeCalls ofDefault() {
        return new NativeCalls(Linker.nativeLinker().defaultLookup());
    }

    @SuppressWarnings("restricted") // because each shape is the documented one
    MethodHandle find(String name, FunctionDescriptor shape, Linker.Option... options) {
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), shape, options);
    }

    /// A function that takes `int` alone and returns one.
    MethodHandle findOfInts(String name, int parameters) {
        MemoryLayout[] each = new MemoryLayout[parameters];
        Arrays.fill(each, ValueLayout.JAVA_INT);
        return find(name, FunctionDescriptor.of(ValueLayout.JAVA_INT, each));
    }

    /// Something that calls the system.
    @FunctionalInterface
    interface Call<T> {
        /// Calls; a method handle may throw anything.
        T run() throws Throwable;
    }

    /// Calls the system.
    ///
    /// @throws IOException whatever was thrown, except when the Java machine itself is in trouble
    static <T> T call(Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (VirtualMachineError | IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException("native call", e);
        }
    }
}
