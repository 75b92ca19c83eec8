// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.earnings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.ui.SampleContext;
import haulout.ui.sample.Sample;
import org.junit.jupiter.api.Test;

/// Without a toolkit.
class EarningsViewModelTest {
    private static EarningsState state(Sample sample) {
        return new EarningsViewModel(SampleContext.of(sample)).state().get();
    }

    @Test
    void threeSumsAreShownWithTheirQuality() {
        EarningsState state = state(Sample.HEALTHY);
        assertEquals("120.40", state.paid().value());
        assertEquals("9.10", state.earned().value());
        assertEquals("14 to 19", state.expected().value());
        assertTrue(state.canCollect());
        assertEquals(30, state.bars().size());
        assertFalse(state.bars().getLast().isFinal());
        assertEquals("offline for 3 hours", state.bars().get(17).mark());
    }

    @Test
    void whatIsPromisedToBePaidOutIsWhatCanBeCollected() {
        EarningsViewModel model = new EarningsViewModel(SampleContext.of(Sample.HEALTHY));
        // 9.10 earned, of which 1.60 can be had now
        assertTrue(model.collectText().startsWith("1.60 WAL move"), model.collectText());
        assertTrue(model.collectText().contains("7.50\u00a0WAL stay for now"));
        assertTrue(
                model.state().get().earned().quality().contains("1.60\u00a0WAL of it"),
                model.state().get().earned().quality());
    }

    @Test
    void practiceTokensAreSaidToHaveNoValue() {
        assertEquals("Test tokens – no money value", state(Sample.HEALTHY).ribbon());
    }

    @Test
    void whatIsNotKnownIsNeverZero() {
        EarningsState state = state(Sample.UNKNOWN);
        assertEquals("–", state.paid().value());
        assertEquals("–", state.earned().value());
        assertEquals("", state.earned().unit());
        assertFalse(state.canCollect());
        assertTrue(state.notice().contains("not known yet"), state.notice());
    }

    @Test
    void aNewNodeIsToldThatNothingIsWrong() {
        EarningsState state = state(Sample.EMPTY);
        assertTrue(state.isNew());
        assertEquals("", state.notice());
    }

    @Test
    void thePeriodChoosesTheBars() {
        EarningsViewModel model = new EarningsViewModel(SampleContext.of(Sample.HEALTHY));
        model.choose(Period.WEEK);
        assertEquals(6, model.state().get().bars().size());
    }

    @Test
    void electricityIsKeptAndWorkedOut() {
        EarningsViewModel model = new EarningsViewModel(SampleContext.of(Sample.HEALTHY));
        assertTrue(Power.of("12", "0,31").isPresent());
        assertTrue(Power.of("0", "1").isEmpty());
        assertTrue(Power.of("12", "x").isEmpty());
        model.setPower(Power.of("12", "0.31").orElseThrow());
        assertEquals(12, model.power().orElseThrow().watts());
        assertTrue(
                model.state().get().electricity().contains("8.8"),
                model.state().get().electricity());
    }
}
