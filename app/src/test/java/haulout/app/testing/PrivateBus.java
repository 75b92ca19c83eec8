// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;

/// A bus of its own for a test, which is skipped where there is no `dbus-daemon`.
public final class PrivateBus implements AutoCloseable {
    private final Process daemon;
    private final String address;

    private PrivateBus(Process daemon, String address) {
        this.daemon = daemon;
        this.address = address;
    }

    /// Starts one.
    ///
    /// @param folder for its socket
    public static PrivateBus start(Path folder) throws IOException {
        Path program = Path.of("/usr/bin/dbus-daemon");
        assumeTrue(Files.isExecutable(program), "no dbus-daemon");
        Path config =
                Files.writeString(
                        folder.resolve("bus.conf"),
                        """
                        <busconfig><type>session</type>
                        <listen>unix:tmpdir=%s</listen>
                        <policy context="default"><allow send_destination="*"/><allow own="*"/>
                        <allow eavesdrop="false"/></policy></busconfig>
                        """
                                .formatted(folder));
        Process daemon =
                new ProcessBuilder(
                                program.toString(),
                                "--config-file=" + config,
                                "--nofork",
                                "--print-address")
                        .redirectErrorStream(true)
                        .start();
        BufferedReader out = daemon.inputReader(StandardCharsets.UTF_8);
        String address = out.readLine();
        assumeTrue(address != null && address.startsWith("unix:"), "the bus said " + address);
        return new PrivateBus(daemon, address);
    }

    public String address() {
        return address;
    }

    /// Somebody on the bus.
    public DBusConnection connect() throws DBusException {
        return DBusConnectionBuilder.forAddress(address).withShared(false).build();
    }

    @Override
    public void close() {
        daemon.destroyForcibly();
    }
}
