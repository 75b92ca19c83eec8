// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The calls of Windows that are needed, each as documented.
///
/// Source: Microsoft Learn, Win32 API: GetLastInputInfo, GetTickCount, GetSystemMetrics,
/// OpenInputDesktop, GetSystemPowerStatus, SHQueryUserNotificationState.
interface WindowsCalls {
    /// Milliseconds since start of the last input, as 32 unsigned bits.
    int lastInput() throws IOException;

    /// Milliseconds since start, as 32 unsigned bits.
    int tickCount() throws IOException;

    /// Whether this session is shown on another computer.
    boolean isRemote() throws IOException;

    /// Whether the desktop that gets input can be opened; a locked one cannot.
    boolean hasInputDesktop() throws IOException;

    /// `SystemStatusFlag` of the power status: 1 while the battery saver is on.
    int powerFlag() throws IOException;

    /// `QUERY_USER_NOTIFICATION_STATE`.
    int notificationState() throws IOException;

    /// Begins the time until the system falls asleep anew.
    default boolean stayAwake() throws IOException {
        return false;
    }

    /// Binds them.
    static WindowsCalls load() {
        return new Native();
    }

    /// The functions themselves.
    final class Native implements WindowsCalls {
        private static final int SM_REMOTESESSION = 0x1000;
        private static final int DESKTOP_SWITCHDESKTOP = 0x0100;
        // struct LASTINPUTINFO: cbSize, dwTime
        private static final int LAST_INPUT_BYTES = 8;
        // struct SYSTEM_POWER_STATUS: four bytes, two times
        private static final int POWER_BYTES = 12;
        private static final int POWER_FLAG_AT = 3;

        // EXECUTION_STATE
        private static final int ES_SYSTEM_REQUIRED = 1;

        private final MethodHandle getLastInputInfo;
        private final MethodHandle getTickCount;
        private final MethodHandle getSystemMetrics;
        private final MethodHandle openInputDesktop;
        private final MethodHandle closeDesktop;
        private final MethodHandle getSystemPowerStatus;
        private final MethodHandle queryNotificationState;
        private final MethodHandle setExecutionState;

        @SuppressWarnings("resource") // because the libraries stay loaded for good
        Native() {
            Arena arena = Arena.ofAuto();
            NativeCalls user = NativeCalls.of("user32", arena);
            NativeCalls kernel = NativeCalls.of("kernel32", arena);
            NativeCalls shell = NativeCalls.of("shell32", arena);
            FunctionDescriptor fromPointer =
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
            getLastInputInfo = user.find("GetLastInputInfo", fromPointer);
            getTickCount = kernel.findOfInts("GetTickCount", 0);
            getSystemMetrics = user.findOfInts("GetSystemMetrics", 1);
            openInputDesktop =
                    user.find(
                            "OpenInputDesktop",
                            FunctionDescriptor.of(
                                    ValueLayout.ADDRESS,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT));
            closeDesktop = user.find("CloseDesktop", fromPointer);
            getSystemPowerStatus = kernel.find("GetSystemPowerStatus", fromPointer);
            setExecutionState = kernel.findOfInts("SetThreadExecutionState", 1);
            queryNotificationState = shell.find("SHQueryUserNotificationState", fromPointer);
        }

        @Override
        public int lastInput() throws IOException {
            return NativeCalls.call(() -> {
                try (Arena arena = Arena.ofConfined()) {
                    MemorySegment info = arena.allocate(LAST_INPUT_BYTES, Integer.BYTES);
                    info.set(ValueLayout.JAVA_INT, 0, LAST_INPUT_BYTES);
                    succeed((int) getLastInputInfo.invoke(info) != 0, "GetLastInputInfo");
                    return info.get(ValueLayout.JAVA_INT, Integer.BYTES);
                }
            });
        }

        @Override
        public int tickCount() throws IOException {
            return NativeCalls.call(() -> {
                return (int) getTickCount.invoke();
            });
        }

        @Override
        public boolean isRemote() throws IOException {
            return NativeCalls.call(() -> {
                return (int) getSystemMetrics.invoke(SM_REMOTESESSION) != 0;
            });
        }

        @Override
        public boolean hasInputDesktop() throws IOException {
            return NativeCalls.call(() -> {
                MemorySegment desktop =
                        (MemorySegment) openInputDesktop.invoke(0, 0, DESKTOP_SWITCHDESKTOP);
                if (desktop.equals(MemorySegment.NULL)) {
                    return false;
                }
                succeed((int) closeDesktop.invoke(desktop) != 0, "CloseDesktop");
                return true;
            });
        }

        @Override
        public int powerFlag() throws IOException {
            return NativeCalls.call(() -> {
                try (Arena arena = Arena.ofConfined()) {
                    MemorySegment status = arena.allocate(POWER_BYTES, Integer.BYTES);
                    succeed((int) getSystemPowerStatus.invoke(status) != 0, "GetSystemPowerStatus");
                    return Byte.toUnsignedInt(status.get(ValueLayout.JAVA_BYTE, POWER_FLAG_AT));
                }
            });
        }

        @Override
        public boolean stayAwake() throws IOException {
            return NativeCalls.call(() -> (int) setExecutionState.invoke(ES_SYSTEM_REQUIRED) != 0);
        }

        @Override
        public int notificationState() throws IOException {
            return NativeCalls.call(() -> {
                try (Arena arena = Arena.ofConfined()) {
                    MemorySegment state = arena.allocate(Integer.BYTES, Integer.BYTES);
                    int result = (int) queryNotificationState.invoke(state);
                    succeed(result == 0, "SHQueryUserNotificationState");
                    return state.get(ValueLayout.JAVA_INT, 0);
                }
            });
        }

        private static void succeed(boolean done, String call) throws IOException {
            if (!done) {
                throw new IOException(call + " failed");
            }
        }
    }
}
