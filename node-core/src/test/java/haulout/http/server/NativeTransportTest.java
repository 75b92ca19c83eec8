// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Errors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The server goes on without its native library, more slowly and without a word, so that only a
/// test can tell when classes and library are of versions that do not fit.
class NativeTransportTest {
    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            architectures = {"amd64", "aarch64"})
    void theLibraryOfLinuxIsThatOfTheClasses() {
        assertNull(Epoll.unavailabilityCause());
        // Asked of the library only with the first connection that breaks: all of its numbers at
        // once.
        assertTrue(Errors.ERRNO_ECONNRESET_NEGATIVE < 0);
    }
}
