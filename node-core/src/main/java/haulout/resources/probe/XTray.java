// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether an X desktop has a tray at all, asked of the X server itself. AWT knows as well, once it
/// has been started, with a window system, threads and libraries of its own that stay in memory.
///
/// Source: the calls of Xlib, and the "System Tray Protocol" of freedesktop.org for the name.
public final class XTray {
    private static final Logger log = LoggerFactory.getLogger(XTray.class);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout POINTER = ValueLayout.ADDRESS;

    private XTray() {}

    /// False only if the server said that nobody keeps a tray; true wherever there is no X server
    /// to ask. Asks the X server, so it may block.
    public static boolean mayBeThere() {
        String system = System.getProperty("os.name", "");
        if (!system.startsWith("Linux")) {
            return true;
        }
        try (Arena arena = Arena.ofConfined()) {
            return NativeCalls.call(() -> ask(arena));
        } catch (IOException e) {
            log.atDebug().setCause(e).log("the X server cannot be asked for a tray");
            return true;
        }
    }

    private static boolean ask(Arena arena) throws Throwable {
        NativeCalls x = NativeCalls.of("libX11.so.6", arena);
        var open = x.find("XOpenDisplay", FunctionDescriptor.of(POINTER, POINTER));
        var close = x.find("XCloseDisplay", FunctionDescriptor.of(INT, POINTER));
        var screen = x.find("XDefaultScreen", FunctionDescriptor.of(INT, POINTER));
        var atom = x.find("XInternAtom", FunctionDescriptor.of(LONG, POINTER, POINTER, INT));
        var owner = x.find("XGetSelectionOwner", FunctionDescriptor.of(LONG, POINTER, LONG));
        MemorySegment display = (MemorySegment) open.invoke(MemorySegment.NULL);
        if (display.equals(MemorySegment.NULL)) {
            return true;
        }
        try {
            // who keeps the tray of a screen owns the selection of this name
            String name = "_NET_SYSTEM_TRAY_S" + (int) screen.invoke(display);
            long selection = (long) atom.invoke(display, arena.allocateFrom(name), 0);
            return (long) owner.invoke(display, selection) != 0;
        } finally {
            int _ = (int) close.invoke(display);
        }
    }
}
