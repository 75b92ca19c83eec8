// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import haulout.resources.bus.Bus;
import haulout.resources.bus.SocketBus;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out which desktop this computer has.
public final class Desktops {
    private static final Logger log = LoggerFactory.getLogger(Desktops.class);

    private Desktops() {}

    /// The desktop of this computer.
    ///
    /// @param environment the variables of the process
    public static Desktop find(Map<String, String> environment, InstantSource clock) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        try {
            if (system.startsWith("windows")) {
                return new WindowsDesktop(WindowsCalls.load());
            }
            if (system.startsWith("mac")) {
                return new MacDesktop(MacCalls.load());
            }
            if (system.equals("linux")) {
                return linux(environment, clock);
            }
        } catch (IOException | RuntimeException | LinkageError e) {
            log.atWarn().addKeyValue("system", system).setCause(e).log("desktop is not asked");
        }
        return new ServerDesktop();
    }

    private static Desktop linux(Map<String, String> environment, InstantSource clock)
            throws IOException {
        long user = ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue();
        return new LinuxDesktop(
                bus(sessionBus(environment, user), user),
                bus(Optional.of(Path.of("/run/dbus/system_bus_socket")), user),
                isOwnXScreen(environment) ? XScreen.open() : Optional.empty(),
                hasDisplay(environment),
                clock);
    }

    /// Whether an X server of this computer sees the input. One under Wayland sees a part of it,
    /// and one behind a log-in from afar that of another computer. A session that was not begun by
    /// a log-in manager (startx) has no type of its own.
    static boolean isOwnXScreen(Map<String, String> environment) {
        return environment.getOrDefault("DISPLAY", "").startsWith(":")
                && !environment.containsKey("WAYLAND_DISPLAY")
                && !"wayland".equals(environment.get("XDG_SESSION_TYPE"));
    }

    private static Bus bus(Optional<Path> socket, long user) {
        return socket.<Bus>map(path -> new SocketBus(path, user))
                .orElse(call -> {
                    throw new IOException("no bus of the user");
                });
    }

    private static Optional<Path> sessionBus(Map<String, String> environment, long user) {
        String address = environment.getOrDefault("DBUS_SESSION_BUS_ADDRESS", "");
        String prefix = "unix:path=";
        if (address.startsWith(prefix)) {
            return Optional.of(Path.of(address.substring(prefix.length()).split("[,;]", 2)[0]));
        }
        Path usual = Path.of("/run/user/" + user + "/bus");
        return Files.exists(usual) ? Optional.of(usual) : Optional.empty();
    }

    // a service of a computer with a screen has no variables of a session, but the screen is there
    private static boolean hasDisplay(Map<String, String> environment) {
        if (environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY")) {
            return true;
        }
        try (DirectoryStream<Path> outputs =
                Files.newDirectoryStream(Path.of("/sys/class/drm"), "card*-*")) {
            for (Path output : outputs) {
                Path status = output.resolve("status");
                if (Files.exists(status) && Files.readString(status).strip().equals("connected")) {
                    return true;
                }
            }
        } catch (IOException e) {
            // no such folder: no graphics at all
            return false;
        }
        return false;
    }
}
