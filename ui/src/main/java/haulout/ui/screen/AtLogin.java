// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen;

import haulout.home.HomeException;
import haulout.home.SettingsDesk;
import haulout.text.Sentence;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The start at log-in: the system is told first, so that a setting never says what does not hold.
/// Writes to a drive, so it is not for the FX thread.
public final class AtLogin {
    /// The setting whether the program starts at log-in.
    public static final String STARTS = "start.login";

    /// The setting whether it starts without a window then.
    public static final String HIDDEN = "start.hidden";

    private static final Logger log = LoggerFactory.getLogger(AtLogin.class);

    private final Desktop desktop;
    private final SettingsDesk desk;

    /// On a desktop, with the settings that say what holds.
    public AtLogin(Desktop desktop, SettingsDesk desk) {
        this.desktop = desktop;
        this.desk = desk;
    }

    /// Has the program started at log-in, or not any more.
    public CompletionStage<Void> setStarts(boolean starts) {
        return set(starts, is(HIDDEN, true), STARTS, starts);
    }

    /// Has it start without a window then, or with it.
    public CompletionStage<Void> setHidden(boolean hidden) {
        return is(STARTS, false)
                ? set(true, hidden, HIDDEN, hidden)
                : desk.setPreference(HIDDEN, String.valueOf(hidden));
    }

    private boolean is(String name, boolean usual) {
        return desk.preference(name).map("true"::equals).orElse(usual);
    }

    private CompletionStage<Void> set(boolean starts, boolean hidden, String name, boolean value) {
        try {
            desktop.startAtLogin(starts, hidden);
        } catch (IOException failure) {
            log.warn("the start at log-in could not be set", failure);
            return CompletableFuture.failedStage(
                    new HomeException(Sentence.of("problem.login"), failure));
        }
        return desk.setPreference(name, String.valueOf(value));
    }
}
