// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the C library keeps for later of memory that was freed.
///
/// The Java machine has a command for this as well (`System.trim_native_heap`). To give it from
/// within, a process has to start Java's management, with a description of each of its commands:
/// some four hundred classes.
@FunctionalInterface
public interface FreedMemory {
    /// Gives it back to the system, as far as it can be; other threads that ask the library for
    /// memory meanwhile have to wait.
    ///
    /// @throws IOException if the library could not be called
    void giveBack() throws IOException;

    /// With `malloc_trim(3)` of the GNU C library; elsewhere nothing is given back.
    static FreedMemory find() {
        try {
            MethodHandle trim =
                    NativeCalls.ofDefault()
                            .find(
                                    "malloc_trim",
                                    FunctionDescriptor.of(
                                            ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG));
            return () -> {
                int _ = NativeCalls.call(() -> (int) trim.invokeExact(0L));
            };
        } catch (RuntimeException | LinkageError e) {
            Logger log = LoggerFactory.getLogger(FreedMemory.class);
            log.atDebug().setCause(e).log("freed memory stays with the C library");
            return () -> {};
        }
    }
}
