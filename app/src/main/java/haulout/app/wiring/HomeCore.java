// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import haulout.app.logging.LogFile;
import haulout.app.logging.LogTap;
import haulout.daemon.HomeHost;
import haulout.home.LogLine;
import haulout.identity.Keyring;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.event.Level;

/// The core of the desktop app: the owner's home with its practice network.
public final class HomeCore {
    private HomeCore() {}

    /// Opens it; see [Core.Opener#open].
    public static Core open(Path home, InstantSource clock)
            throws IOException, InterruptedException {
        HomeHost host =
                HomeHost.open(
                        new HomeHost.Options(
                                home,
                                OptionalInt.empty(),
                                OptionalInt.empty(),
                                Optional.empty(),
                                Math.max(1, Runtime.getRuntime().availableProcessors() / 2)),
                        new Keyring(Keychain.ofSystem()),
                        clock);
        LogTap.open((at, level, part, text) -> host.log(at, level(level), part, text));
        LogFile file = LogFile.open(home);
        return new Core(
                host.home(),
                () -> {
                    try (file) {
                        host.close();
                    }
                });
    }

    private static LogLine.Level level(Level level) {
        return switch (level) {
            case ERROR -> LogLine.Level.ERROR;
            case WARN -> LogLine.Level.WARNING;
            case INFO -> LogLine.Level.INFO;
            case DEBUG, TRACE -> LogLine.Level.DEBUG;
        };
    }
}
