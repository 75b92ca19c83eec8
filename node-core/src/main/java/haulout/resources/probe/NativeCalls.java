// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

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

    @SuppressWarnings("restricted") // because each shape is the documented one
    MethodHandle find(String name, FunctionDescriptor shape, Linker.Option... options) {
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), shape, options);
    }

    /// What a call threw, as an exception that probes expect.
    static IOException failure(Throwable e) {
        rethrowSerious(e);
        return e instanceof IOException known ? known : new IOException("native call", e);
    }

    static void rethrowSerious(Throwable e) {
        if (e instanceof VirtualMachineError serious) {
            throw serious;
        }
    }
}
