// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.daemon;

import haulout.home.StartWish;
import haulout.resources.keep.SettingsFile;
import java.io.IOException;
import java.util.Optional;

/// What the owner wanted at the first start, as it is remembered.
final class StartGoal {
    private static final String KEY = "start.goal";

    private StartGoal() {}

    /// Whether no node is to run here.
    ///
    /// @param wish at the first start; it is remembered
    static boolean follows(SettingsFile settings, Optional<StartWish> wish) throws IOException {
        if (wish.isPresent()) {
            settings.setPreference(KEY, wish.get().goal().name());
        }
        return settings.preference(KEY).filter(StartWish.Goal.FOLLOW.name()::equals).isPresent();
    }
}
