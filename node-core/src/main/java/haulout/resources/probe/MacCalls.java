// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/// The calls of macOS that are needed, each as documented.
///
/// Source: Apple Developer Documentation: CGEventSourceSecondsSinceLastEventType,
/// CGSessionCopyCurrentDictionary, NSProcessInfo.isLowPowerModeEnabled.
interface MacCalls {
    /// Seconds since the last input of any kind.
    double secondsSinceInput() throws IOException;

    /// Whether nobody is logged in at the screen.
    boolean hasNoSession() throws IOException;

    /// Whether the low power mode is on.
    boolean isLowPower() throws IOException;

    /// Binds them.
    static MacCalls load() {
        return new Native();
    }

    /// The functions themselves.
    final class Native implements MacCalls {
        // kCGEventSourceStateCombinedSessionState and kCGAnyInputEventType
        private static final int COMBINED_SESSION = 0;
        private static final int ANY_INPUT = ~0;
        private static final Path FRAMEWORKS = Path.of("/System/Library/Frameworks");

        private final MethodHandle secondsSinceLast;
        private final MethodHandle copySession;
        private final MethodHandle release;
        private final MethodHandle getClass;
        private final MethodHandle selector;
        private final MethodHandle sendForObject;
        private final MethodHandle sendForFlag;

        @SuppressWarnings("resource") // because the libraries stay loaded for good
        Native() {
            Arena arena = Arena.ofAuto();
            NativeCalls graphics = framework("CoreGraphics", arena);
            NativeCalls foundation = framework("CoreFoundation", arena);
            framework("Foundation", arena);
            NativeCalls objects = NativeCalls.of("/usr/lib/libobjc.A.dylib", arena);
            secondsSinceLast =
                    graphics.find(
                            "CGEventSourceSecondsSinceLastEventType",
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_DOUBLE,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT));
            copySession =
                    graphics.find(
                            "CGSessionCopyCurrentDictionary",
                            FunctionDescriptor.of(ValueLayout.ADDRESS));
            release = foundation.find("CFRelease", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
            FunctionDescriptor named =
                    FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS);
            getClass = objects.find("objc_getClass", named);
            selector = objects.find("sel_registerName", named);
            sendForObject =
                    objects.find(
                            "objc_msgSend",
                            FunctionDescriptor.of(
                                    ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
            sendForFlag =
                    objects.find(
                            "objc_msgSend",
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_BYTE,
                                    ValueLayout.ADDRESS,
                                    ValueLayout.ADDRESS));
        }

        private static NativeCalls framework(String name, Arena arena) {
            Path file = FRAMEWORKS.resolve(name + ".framework").resolve(name);
            return NativeCalls.of(file.toString(), arena);
        }

        @Override
        public double secondsSinceInput() throws IOException {
            return NativeCalls.call(() -> {
                return (double) secondsSinceLast.invoke(COMBINED_SESSION, ANY_INPUT);
            });
        }

        @Override
        public boolean hasNoSession() throws IOException {
            return NativeCalls.call(() -> {
                MemorySegment session = (MemorySegment) copySession.invoke();
                if (session.equals(MemorySegment.NULL)) {
                    return true;
                }
                release.invoke(session);
                return false;
            });
        }

        @Override
        public boolean isLowPower() throws IOException {
            return NativeCalls.call(() -> {
                try (Arena arena = Arena.ofConfined()) {
                    MemorySegment type =
                            (MemorySegment) getClass.invoke(arena.allocateFrom("NSProcessInfo"));
                    MemorySegment shared =
                            (MemorySegment) selector.invoke(arena.allocateFrom("processInfo"));
                    MemorySegment asked =
                            (MemorySegment)
                                    selector.invoke(arena.allocateFrom("isLowPowerModeEnabled"));
                    MemorySegment process = (MemorySegment) sendForObject.invoke(type, shared);
                    return (byte) sendForFlag.invoke(process, asked) != 0;
                }
            });
        }
    }
}
