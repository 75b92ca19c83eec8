// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import haulout.app.cli.Asker;
import haulout.app.cli.CommandContext;
import haulout.app.cli.CommandFailure;
import haulout.app.keychain.SecretService;
import haulout.identity.IdentityOffice;
import haulout.identity.KeyKeeper;
import haulout.identity.Keyring;
import haulout.identity.TwinLock;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/// What opens locked keys on this computer.
final class Keychain {
    private Keychain() {}

    /// The keychain of this system; empty where Haulout knows none.
    static Optional<KeyKeeper> ofSystem() {
        String address = System.getenv("DBUS_SESSION_BUS_ADDRESS");
        return System.getProperty("os.name", "").startsWith("Linux") && address != null
                ? Optional.of(new SecretService(address))
                : Optional.empty();
    }

    /// For a command that runs the node of a home: asks for the passphrase, if its keys have one.
    static Keyring opened(CommandContext context) throws CommandFailure, IOException {
        Keyring keyring = new Keyring(ofSystem());
        IdentityCommand.open(office(context.home(), keyring), keyring, Asker.of(context));
        return keyring;
    }

    /// What is done with the identity of a home.
    static IdentityOffice office(Path home, Keyring keyring) {
        return new IdentityOffice(
                home,
                keyring,
                InstantSource.system(),
                new SecureRandom(),
                TwinLock.standardFolder());
    }
}
