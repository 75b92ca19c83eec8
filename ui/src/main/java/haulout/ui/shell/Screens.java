// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

import haulout.ui.screen.Place;
import haulout.ui.screen.Screen;
import haulout.ui.screen.ScreenContext;
import haulout.ui.screen.activity.ActivityView;
import haulout.ui.screen.earnings.EarningsView;
import haulout.ui.screen.files.FilesView;
import haulout.ui.screen.health.HealthView;
import haulout.ui.screen.help.HelpView;
import haulout.ui.screen.home.HomeView;
import haulout.ui.screen.leave.LeaveView;
import haulout.ui.screen.neighbours.NeighboursView;
import haulout.ui.screen.settings.SettingsView;
import haulout.ui.screen.staking.StakingView;
import haulout.ui.screen.storage.StorageView;
import haulout.ui.screen.work.WorkView;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The screens of a window, each made when it is first opened. For the FX thread.
final class Screens {
    private static final Map<Place, Function<ScreenContext, Screen>> MAKERS =
            new EnumMap<>(
                    Map.ofEntries(
                            entry(Place.HOME, HomeView::new),
                            entry(Place.STORAGE, StorageView::new),
                            entry(Place.WORK, WorkView::new),
                            entry(Place.EARNINGS, EarningsView::new),
                            entry(Place.HEALTH, HealthView::new),
                            entry(Place.FILES, FilesView::new),
                            entry(Place.NEIGHBOURS, NeighboursView::new),
                            entry(Place.STAKING, StakingView::new),
                            entry(Place.ACTIVITY, ActivityView::new),
                            entry(Place.SETTINGS, SettingsView::new),
                            entry(Place.LEAVE, LeaveView::new),
                            entry(Place.HELP, HelpView::new)));

    private final ScreenContext context;
    private final Map<Place, Screen> made = new EnumMap<>(Place.class);

    Screens(ScreenContext context) {
        this.context = context;
    }

    private static Map.Entry<Place, Function<ScreenContext, Screen>> entry(
            Place place, Function<ScreenContext, Screen> maker) {
        return Map.entry(place, maker);
    }

    /// Whether there is such a screen.
    static boolean has(Place place) {
        return MAKERS.containsKey(place);
    }

    /// The screen; empty if there is none.
    Optional<Screen> at(Place place) {
        Function<ScreenContext, Screen> maker = MAKERS.get(place);
        return maker == null
                ? Optional.empty()
                : Optional.of(made.computeIfAbsent(place, _ -> maker.apply(context)));
    }
}
