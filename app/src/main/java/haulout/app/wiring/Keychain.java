// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import haulout.app.keychain.SecretService;
import haulout.identity.KeyKeeper;
import java.util.Optional;

/// The keychain of this system.
final class Keychain {
    private Keychain() {}

    /// Empty where Haulout knows none.
    static Optional<KeyKeeper> ofSystem() {
        String address = System.getenv("DBUS_SESSION_BUS_ADDRESS");
        return System.getProperty("os.name", "").startsWith("Linux") && address != null
                ? Optional.of(new SecretService(address))
                : Optional.empty();
    }
}
