// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.home;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.home.Figure;
import haulout.home.OnlineShare;
import haulout.ui.SampleContext;
import haulout.ui.control.StatCard;
import haulout.ui.sample.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Without a toolkit.
class HomeViewModelTest {
    private static HomeState state(Sample sample) {
        return new HomeViewModel(SampleContext.of(sample)).state().get();
    }

    @Test
    void figuresThatAreKnownAreShownWithTheirQuality() {
        HomeState state = state(Sample.HEALTHY);
        assertEquals("0.42", state.today().value());
        assertEquals("WAL", state.today().unit());
        assertEquals("estimated", state.today().quality());
        assertEquals("82.4", state.space().value());
        assertEquals("GB", state.space().unit());
        assertEquals("99.4", state.online().value());
        assertEquals("%", state.online().unit());
        assertEquals("last 30 days", state.online().quality());
        assertTrue(state.why());
    }

    @Test
    void whatIsNotKnownIsNeverZeroAndNeverGreen() {
        HomeState state = state(Sample.UNKNOWN);
        assertFalse(state.standing().isGreen());
        assertEquals("–", state.today().value());
        assertEquals("", state.today().unit());
        assertEquals("–", state.space().value());
        assertEquals("–", state.online().value());
        assertEquals("not known yet", state.online().quality());
        assertEquals("not known yet", state.disk().text());
        assertTrue(state.disk().part() < 0);
        assertTrue(state.processor().part() < 0);
    }

    @Test
    void beforeItHasStartedNothingIsSaidToBeNone() {
        HomeState state = state(Sample.STARTING);
        for (StatCard.Reading reading : List.of(state.today(), state.month(), state.space())) {
            assertEquals("–", reading.value());
            assertEquals("not known yet", reading.quality());
        }
    }

    @Test
    void inTheBeginningTheTimeOnlineIsOfAsManyDaysAsThereWere() {
        HomeViewModel model = new HomeViewModel(SampleContext.of(Sample.HEALTHY));
        assertEquals("3 days so far", online(model, Duration.ofHours(80)).quality());
        assertEquals("1 day so far", online(model, Duration.ofHours(24)).quality());
        assertEquals("1 hour so far", online(model, Duration.ofMinutes(61)).quality());
        assertEquals("100", online(model, Duration.ofHours(5)).value());
    }

    private static StatCard.Reading online(HomeViewModel model, Duration over) {
        return model.online(Figure.confirmed(new OnlineShare(100, over), Instant.EPOCH));
    }

    @Test
    void beforeTheFirstEarningsItSaysWhenTheyCome() {
        HomeState state = state(Sample.EMPTY);
        assertEquals("–", state.today().value());
        assertTrue(state.today().quality().contains("within a day"));
        assertTrue(state.lately().isEmpty());
    }

    @Test
    void theMostUrgentThingToDoComesFirst() {
        HomeState state = state(Sample.AT_RISK);
        assertEquals("drive.present", state.toDo().getFirst().check());
        assertEquals(2, state.toDo().size());
    }

    @Test
    void aDayHas96QuartersAnd24RowsAsATable() {
        HomeViewModel model = new HomeViewModel(SampleContext.of(Sample.HEALTHY));
        assertEquals(96, model.state().get().day().size());
        assertEquals(0, model.state().get().dayTable().size(), "made only when it is wanted");
        model.showTable(true);
        assertEquals(24, model.state().get().dayTable().size());
    }
}
