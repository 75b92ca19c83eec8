// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.resources.settings.HoursGrid;
import haulout.resources.settings.Key;
import haulout.resources.settings.Preset;
import haulout.resources.settings.Settings;
import haulout.text.Sentence;
import haulout.ui.SampleContext;
import haulout.ui.sample.Sample;
import haulout.ui.sample.SampleHomeNode;
import haulout.ui.screen.ScreenContext;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Without a toolkit.
class RulesViewModelTest {
    private final List<Runnable> undos = new ArrayList<>();
    private final ScreenContext context =
            SampleContext.of(
                    new SampleHomeNode(Sample.HEALTHY),
                    new SampleContext.Quiet() {
                        @Override
                        public void tellWithUndo(String text, Runnable undo) {
                            undos.add(undo);
                        }
                    });
    private final RulesViewModel model = new RulesViewModel(context);

    private Settings kept() {
        return context.node().settings().current();
    }

    @Test
    void aChangeHoldsAtOnceAndCanBeTakenBack() {
        long before = kept().get(Key.USER_AWAY_MINUTES);
        model.set(Key.USER_AWAY_MINUTES, 12);
        assertEquals(12, kept().get(Key.USER_AWAY_MINUTES));
        assertEquals(1, undos.size());
        undos.getFirst().run();
        assertEquals(before, kept().get(Key.USER_AWAY_MINUTES));
        assertEquals(before, model.state().get().draft().get(Key.USER_AWAY_MINUTES));
        assertEquals(1, undos.size());
    }

    @Test
    void whatIsStillBeingAppliedIsNotTakenBackByWhatHoldsUntilThen() {
        SampleHomeNode slow =
                new SampleHomeNode(Sample.HEALTHY).answering(SampleHomeNode.Answers.NEVER);
        RulesViewModel waiting =
                new RulesViewModel(SampleContext.of(slow, new SampleContext.Quiet()));
        waiting.set(Key.USER_AWAY_MINUTES, 12);
        waiting.refresh();
        assertEquals(12, waiting.state().get().draft().get(Key.USER_AWAY_MINUTES));
    }

    @Test
    void aPresetThatWasChangedSaysSoAndLeadsBack() {
        model.choose(Preset.QUIET);
        assertFalse(model.state().get().isChanged());
        model.set(Key.HEAT_LIMIT, 77);
        assertTrue(model.state().get().isChanged());
        model.backToPreset();
        assertFalse(model.state().get().isChanged());
        assertEquals(Preset.QUIET, kept().preset());
    }

    @Test
    void theForecastIsSaidForWhatIsSet() {
        model.opened();
        assertEquals(168, model.state().get().hours().size());
        assertTrue(model.state().get().forecast().contains("5\u00a0h\u00a040\u00a0min"));
    }

    @Test
    void aWeekIsSaidInWords() {
        model.set(HoursGrid.cheapPower());
        assertEquals(
                "Mon: 00:00–06:00 free, 06:00–23:00 light only, 23:00–00:00 free",
                model.state().get().days().getFirst());
    }

    @Test
    void everyContradictionHasAPlaceAndMostARepair() {
        Settings settings = Settings.of(Preset.BALANCED);
        assertEquals(Section.HOURS, Section.of(Sentence.of("conflict.hours")));
        assertEquals(Section.OTHER, Section.of(Sentence.of("conflict.that.is.new")));
        assertFalse(
                Repair.of(
                                Sentence.of("conflict.hours"),
                                settings.with(HoursGrid.everyDay("o".repeat(24))))
                        .orElseThrow()
                        .hours()
                        .isAllOff());
        Settings hot = settings.with(Key.HEAT_LIMIT, 60);
        Settings mended = Repair.of(Sentence.of("conflict.heat"), hot).orElseThrow();
        assertTrue(mended.get(Key.HEAT_RESUME) < mended.get(Key.HEAT_LIMIT));
        assertTrue(Repair.of(Sentence.of("conflict.that.is.new"), settings).isEmpty());
    }

    @Test
    void everyReadyMadeWeekIsAWeek() {
        RulesPage.weeks().values().forEach(week -> assertFalse(week.isAllOff()));
        assertEquals(5, RulesPage.weeks().size());
    }
}
