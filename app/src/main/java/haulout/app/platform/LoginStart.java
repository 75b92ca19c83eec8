// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/// Starts the app when its owner logs in, without administrator rights: by a file in the autostart
/// folder of the desktop.
///
/// Source: Desktop Application Autostart Specification 0.5 (freedesktop.org).
public final class LoginStart {
    private static final String NAME = "haulout.desktop";

    private final Path folder;
    private final Optional<Path> program;

    /// @param folder the autostart folder
    /// @param program what is started; empty if this is not known, and then nothing can be set
    public LoginStart(Path folder, Optional<Path> program) {
        this.folder = folder;
        this.program = program;
    }

    /// For this user and system; empty where it is not known how.
    public static Optional<LoginStart> ofThisSystem() {
        if (!System.getProperty("os.name", "").startsWith("Linux")) {
            return Optional.empty();
        }
        return Optional.of(
                new LoginStart(
                        folder(System.getenv(), UserHome.folder()),
                        Optional.ofNullable(System.getProperty("jpackage.app-path"))
                                .or(() ->
                                        Optional.ofNullable(System.getProperty("haulout.launcher")))
                                .map(Path::of)));
    }

    static Path folder(Map<String, String> environment, Path home) {
        String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path base =
                !config.isEmpty() && Path.of(config).isAbsolute()
                        ? Path.of(config)
                        : home.resolve(".config");
        return base.resolve("autostart");
    }

    /// Whether it can be set here.
    public boolean isPossible() {
        return program.isPresent();
    }

    /// Whether it is set.
    public boolean isOn() {
        return Files.exists(folder.resolve(NAME));
    }

    /// Sets or unsets it.
    ///
    /// @param hidden without the window
    public void turn(boolean on, boolean hidden) throws IOException {
        if (on) {
            turnOn(hidden);
        } else {
            turnOff();
        }
    }

    /// Sets it.
    ///
    /// @param hidden without the window
    public void turnOn(boolean hidden) throws IOException {
        Path target =
                program.orElseThrow(() -> new IOException("the program's place is not known"));
        Files.createDirectories(folder);
        Path next = folder.resolve(NAME + ".new");
        Files.writeString(
                next,
                """
                [Desktop Entry]
                Type=Application
                Name=Haulout
                Comment=A storage node for this computer
                TryExec=%s
                Exec="%s"%s
                Terminal=false
                X-GNOME-Autostart-enabled=true
                """
                        .formatted(
                                // whoever removes the program need not know of this file
                                target.toString().replace("\\", "\\\\"),
                                target.toString().replace("\\", "\\\\").replace("\"", "\\\""),
                                hidden ? " --hidden" : ""));
        Files.move(
                next,
                folder.resolve(NAME),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /// Unsets it.
    public void turnOff() throws IOException {
        Files.deleteIfExists(folder.resolve(NAME));
    }
}
