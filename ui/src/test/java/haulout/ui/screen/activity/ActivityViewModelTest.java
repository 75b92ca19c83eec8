// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.home.ActivityEvent;
import haulout.home.HomeSnapshot;
import haulout.home.LogLine;
import haulout.ui.SampleContext;
import haulout.ui.sample.Sample;
import haulout.ui.sample.SampleHomeNode;
import haulout.ui.screen.ScreenContext;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Without a toolkit.
class ActivityViewModelTest {
    private final ScreenContext context = SampleContext.of(Sample.HEALTHY);

    @Test
    void eventsAreReadOnceADayHasOneHeading() {
        ActivityViewModel model = new ActivityViewModel(context);
        assertTrue(model.state().get().isLoading());
        model.accept(context.node().snapshot());
        assertFalse(model.state().get().isLoading());
        assertEquals(7, model.rows().size());
        assertEquals(2, model.rows().stream().filter(row -> !row.day().isEmpty()).count());
    }

    @Test
    void aKindIsFiltered() {
        ActivityViewModel model = new ActivityViewModel(context);
        model.choose(Optional.of(ActivityEvent.Kind.MONEY));
        assertEquals(1, model.rows().size());
    }

    @Test
    void theLogIsFilteredAndAskedOnlyForWhatIsNew() {
        LogViewModel log = new LogViewModel(context);
        log.update();
        log.update();
        assertEquals(200, log.shown().size());
        log.choose(LogLine.Level.WARNING);
        assertEquals(11, log.shown().size());
        log.choosePart("store");
        assertTrue(log.shown().stream().allMatch(line -> line.part().equals("store")));
    }

    @Test
    void aFailureLeavesWhatIsThereAndTheNextEventIsPutAboveIt() {
        SampleHomeNode node = new SampleHomeNode(Sample.HEALTHY);
        ActivityViewModel model =
                new ActivityViewModel(SampleContext.of(node, new SampleContext.Quiet()));
        HomeSnapshot first = node.snapshot();
        model.accept(first);
        int before = model.rows().size();
        node.failNext("The node did not answer in time.");
        model.again();
        assertEquals("The node did not answer in time.", model.state().get().problem());
        assertEquals(before, model.rows().size());
        model.again();
        assertEquals("", model.state().get().problem());
        assertEquals(before, model.rows().size());
    }

    @Test
    void afterAFailureOfAnotherQuestionNothingOfTheOldOneIsLeft() {
        SampleHomeNode node = new SampleHomeNode(Sample.HEALTHY);
        ActivityViewModel model =
                new ActivityViewModel(SampleContext.of(node, new SampleContext.Quiet()));
        model.accept(node.snapshot());
        node.failNext("The node did not answer in time.");
        model.choose(Optional.of(ActivityEvent.Kind.MONEY));
        assertEquals(0, model.rows().size());
        model.again();
        assertEquals(1, model.rows().size());
    }
}
