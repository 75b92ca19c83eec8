// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.neighbours;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.resources.settings.Mode;
import haulout.status.RestFacts;
import haulout.status.RuleReport;
import haulout.text.Sentence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What can be done about mending that rests.
class NeighboursViewModelTest {
    private static RuleReport rule(String name, boolean isComfort, String stops) {
        Sentence any = Sentence.of("rule." + name);
        return new RuleReport(
                name,
                "",
                RuleReport.State.ACTIVE,
                isComfort,
                Set.of(stops),
                Set.of(),
                any,
                any,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                any);
    }

    @Test
    void onlyWhatTheModePassesOverCanBeHurried() {
        RuleReport user = rule("user", true, RestFacts.HEAVY);
        RuleReport battery = rule("battery", false, RestFacts.HEAVY);
        RuleReport full = rule("floor", false, RestFacts.TAKE_IN);
        assertTrue(NeighboursViewModel.canHurry(Mode.AUTOMATIC, List.of(user, full)));
        assertFalse(NeighboursViewModel.canHurry(Mode.AUTOMATIC, List.of(user, battery)));
        Mode always = new Mode(Mode.Kind.ALWAYS, Instant.MAX);
        assertFalse(NeighboursViewModel.canHurry(always, List.of(user)));
    }
}
