// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.tray;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// Whether an X desktop has a tray at all, asked of the X server itself. AWT knows as well, once it
/// has been started, with a window system, threads and libraries of its own that stay in memory.
final class XTray {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

    private XTray() {}

    /// False only if the server said that nobody keeps a tray. Asks the X server, so it may block.
    static boolean mayBeThere() {
        String system = System.getProperty("os.name", "");
        if (!system.startsWith("Linux")) {
            return true;
        }
        try (Arena arena = Arena.ofConfined()) {
            return ask(arena);
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable unknown) {
            return true;
        }
    }

    @SuppressWarnings("restricted") // because only the system's own library is called
    private static boolean ask(Arena arena) throws Throwable {
        SymbolLookup x = SymbolLookup.libraryLookup("libX11.so.6", arena);
        MemorySegment display =
                (MemorySegment)
                        find(
                                        x,
                                        "XOpenDisplay",
                                        FunctionDescriptor.of(
                                                ValueLayout.ADDRESS, ValueLayout.ADDRESS))
                                .invoke(MemorySegment.NULL);
        if (display.equals(MemorySegment.NULL)) {
            return true;
        }
        try {
            int screen =
                    (int)
                            find(
                                            x,
                                            "XDefaultScreen",
                                            FunctionDescriptor.of(INT, ValueLayout.ADDRESS))
                                    .invoke(display);
            // who keeps the tray of a screen owns the selection of this name
            long name =
                    (long)
                            find(
                                            x,
                                            "XInternAtom",
                                            FunctionDescriptor.of(
                                                    LONG,
                                                    ValueLayout.ADDRESS,
                                                    ValueLayout.ADDRESS,
                                                    INT))
                                    .invoke(
                                            display,
                                            arena.allocateFrom("_NET_SYSTEM_TRAY_S" + screen),
                                            0);
            long owner =
                    (long)
                            find(
                                            x,
                                            "XGetSelectionOwner",
                                            FunctionDescriptor.of(LONG, ValueLayout.ADDRESS, LONG))
                                    .invoke(display, name);
            return owner != 0;
        } finally {
            int closed =
                    (int)
                            find(
                                            x,
                                            "XCloseDisplay",
                                            FunctionDescriptor.of(INT, ValueLayout.ADDRESS))
                                    .invoke(display);
            assert closed == 0;
        }
    }

    @SuppressWarnings("restricted") // because each shape is the documented one
    private static MethodHandle find(SymbolLookup library, String name, FunctionDescriptor shape) {
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), shape);
    }
}
