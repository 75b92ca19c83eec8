// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.guest;

import haulout.resources.policy.Reason;
import haulout.resources.policy.RuleId;
import java.util.function.Consumer;

/// Has the network told, once, that the node goes away because the battery is low; staying in touch
/// ends only after that.
///
/// Threads: one at a time.
final class Farewell {
    private final Runnable say;
    private final Consumer<Boolean> said;

    /// @param say tells the network; must not wait
    /// @param said hears whether it was told
    Farewell(Runnable say, Consumer<Boolean> said) {
        this.say = say;
        this.said = said;
    }

    /// Acts on what was decided.
    void see(ResourceLoop.Outlook outlook) {
        if (outlook.decision().sayAway()) {
            say.run();
            said.accept(true);
        } else if (outlook.inputs().saidAway()
                && outlook.decision().table().stream().noneMatch(Farewell::isLow)) {
            said.accept(false);
        }
    }

    private static boolean isLow(Reason row) {
        return row.rule() == RuleId.BATTERY_LOW && row.state() == Reason.State.ACTIVE;
    }
}
