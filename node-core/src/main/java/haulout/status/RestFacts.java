// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.status;

import haulout.resources.settings.Mode;
import java.util.List;
import java.util.Objects;

/// What the rules about the use of this computer allow now.
///
/// @param mode the owner's switch
/// @param answers whether requests are answered
/// @param takesIn whether new pieces may come
/// @param works whether heavy work may run
/// @param onBattery whether the computer saves power, so that drives are tried less often
/// @param rules every rule, in the order in which they are shown
public record RestFacts(
        Mode mode,
        boolean answers,
        boolean takesIn,
        boolean works,
        boolean onBattery,
        List<RuleReport> rules) {
    /// Name of the duty in [RuleReport#stops()].
    public static final String STAY_IN_TOUCH = "stay-in-touch";

    /// Name of the duty in [RuleReport#stops()].
    public static final String ANSWER = "answer";

    /// Name of the duty in [RuleReport#stops()].
    public static final String TAKE_IN = "take-in";

    /// Name of the duty in [RuleReport#stops()].
    public static final String HEAVY = "heavy";

    /// Name of the duty in [RuleReport#stops()].
    public static final String URGENT = "urgent";

    /// Nothing rests.
    public static final RestFacts FREE =
            new RestFacts(Mode.AUTOMATIC, true, true, true, false, List.of());

    public RestFacts {
        Objects.requireNonNull(mode);
        rules = List.copyOf(rules);
    }
}
