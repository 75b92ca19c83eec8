// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.Optional;

/// Time since the last input, as the X server knows it. Has a connection of its own for good.
///
/// Source: X11 Screen Saver extension library, XScreenSaverQueryInfo.
final class XScreen implements LinuxDesktop.IdleTime {
    // struct XScreenSaverInfo: window, state, kind, til_or_since, idle, event_mask
    private static final long INFO_BYTES = 48;
    private static final long IDLE_AT = 24;

    private final MethodHandle query;
    private final MemorySegment display;
    private final long root;
    private final MemorySegment info;

    private XScreen(MethodHandle query, MemorySegment display, long root, MemorySegment info) {
        this.query = query;
        this.display = display;
        this.root = root;
        this.info = info;
    }

    /// Connects; empty if the libraries or the server are not there.
    static Optional<LinuxDesktop.IdleTime> open() {
        try {
            return NativeCalls.call(XScreen::connect);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("resource") // because the connection stays for good
    private static Optional<LinuxDesktop.IdleTime> connect() throws Throwable {
        Arena arena = Arena.ofShared();
        NativeCalls x = NativeCalls.of("libX11.so.6", arena);
        NativeCalls saver = NativeCalls.of("libXss.so.1", arena);
        MemorySegment display =
                (MemorySegment)
                        x.find(
                                        "XOpenDisplay",
                                        FunctionDescriptor.of(
                                                ValueLayout.ADDRESS, ValueLayout.ADDRESS))
                                .invoke(MemorySegment.NULL);
        if (display.equals(MemorySegment.NULL)) {
            return Optional.empty();
        }
        long root =
                (long)
                        x.find(
                                        "XDefaultRootWindow",
                                        FunctionDescriptor.of(
                                                ValueLayout.JAVA_LONG, ValueLayout.ADDRESS))
                                .invoke(display);
        MethodHandle query =
                saver.find(
                        "XScreenSaverQueryInfo",
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.ADDRESS));
        return Optional.of(new XScreen(query, display, root, arena.allocate(INFO_BYTES)));
    }

    @Override
    public synchronized Duration idle() throws IOException {
        return NativeCalls.call(() -> {
            int done = (int) query.invoke(display, root, info);
            if (done == 0) {
                throw new IOException("the X server does not say");
            }
            return Duration.ofMillis(info.get(ValueLayout.JAVA_LONG, IDLE_AT));
        });
    }
}
