// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import haulout.app.platform.LoginStart;
import haulout.home.SettingsDesk;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has the system start the app at log-in, or not, as its owner set it in the settings. What was
/// never set is left as it is.
///
/// Threads: each call by one thread at a time.
final class LoginFollower {
    private static final String LOGIN = "start.login";
    private static final String HIDDEN = "start.hidden";
    private static final Logger log = LoggerFactory.getLogger(LoginFollower.class);

    private final SettingsDesk settings;
    private final Optional<LoginStart> system;
    private Wish done = new Wish(Optional.empty(), Optional.empty());

    private record Wish(Optional<String> login, Optional<String> hidden) {}

    /// @param system empty where it is not known how
    LoginFollower(SettingsDesk settings, Optional<LoginStart> system) {
        this.settings = settings;
        this.system = system;
    }

    /// Does what is set, if that is not what was done before.
    void follow() {
        Wish wish = new Wish(settings.preference(LOGIN), settings.preference(HIDDEN));
        if (wish.equals(done)) {
            return;
        }
        done = wish;
        if (wish.login().isEmpty()) {
            return;
        }
        boolean on = wish.login().equals(Optional.of("true"));
        try {
            if (system.isPresent()) {
                system.get().turn(on, !wish.hidden().equals(Optional.of("false")));
            } else if (on) {
                log.warn("it is not known how this system starts programs at log-in");
            }
        } catch (IOException failure) {
            log.warn("the start at log-in could not be set", failure);
        }
    }
}
