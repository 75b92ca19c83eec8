// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.settings;

import haulout.home.Forecast;
import haulout.home.SettingsDesk;
import haulout.resources.settings.HoursGrid;
import haulout.resources.settings.Key;
import haulout.resources.settings.LineRate;
import haulout.resources.settings.Preset;
import haulout.resources.settings.RateKey;
import haulout.resources.settings.Settings;
import haulout.text.Sentence;
import haulout.ui.control.HourStrip;
import haulout.ui.screen.ScreenContext;
import haulout.ui.text.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The resource rules: what is set holds at once and can be taken back; what contradicts itself is
/// shown where it was set and holds only once it is repaired.
final class RulesViewModel {
    /// Less heavy work a day than this is named with the rules that stop it.
    private static final Duration LITTLE = Duration.ofHours(1);

    private final ScreenContext context;
    private final Words words;
    private final SettingsDesk desk;
    private final WeekText weekText;
    private final ReadOnlyObjectWrapper<RulesState> state;
    private Settings applied;
    private Settings draft;
    private Optional<Forecast> forecast = Optional.empty();
    private String forecastProblem = "";
    private int asked;
    private int beingApplied;

    RulesViewModel(ScreenContext context) {
        this.context = context;
        this.words = context.words();
        this.desk = context.node().settings();
        this.weekText = new WeekText(words);
        this.applied = desk.current();
        this.draft = applied;
        this.state = new ReadOnlyObjectWrapper<>(now());
    }

    ReadOnlyObjectProperty<RulesState> state() {
        return state.getReadOnlyProperty();
    }

    /// Takes over what was set elsewhere, unless something here waits for its repair.
    void refresh() {
        if (beingApplied > 0) {
            return; // what holds is older than what was chosen here
        }
        Settings current = desk.current();
        if (draft.equals(applied) && !current.equals(applied)) {
            applied = current;
            draft = current;
            askForecast(draft);
            render();
        }
    }

    /// Asks anew what the rules would have allowed.
    void opened() {
        refresh();
        askForecast(draft);
    }

    void set(Key key, long value) {
        change(draft.with(key, value));
    }

    void set(RateKey key, LineRate rate) {
        change(draft.with(key, rate));
    }

    void set(HoursGrid grid) {
        change(draft.with(grid));
    }

    void setApps(List<String> apps) {
        change(draft.withApps(apps));
    }

    /// All numbers as a preset has them.
    void choose(Preset preset) {
        change(draft.back(preset));
    }

    /// All numbers as the preset that was chosen has them.
    void backToPreset() {
        change(draft.back(draft.preset()));
    }

    /// What a number would change, while it is still being moved.
    void preview(Key key, long value) {
        askForecast(draft.with(key, value));
    }

    /// Takes back what contradicts itself.
    void discard() {
        draft = applied;
        askForecast(draft);
        render();
    }

    private void change(Settings next) {
        if (next.equals(draft)) {
            return;
        }
        draft = next;
        askForecast(draft);
        if (desk.contradictions(next).isEmpty()) {
            Settings before = applied;
            apply(next, Optional.of(() -> takeBack(before)));
        }
        render();
    }

    private void takeBack(Settings before) {
        draft = before;
        askForecast(before);
        apply(before, Optional.empty());
        render();
    }

    private void apply(Settings next, Optional<Runnable> undo) {
        applied = next;
        beingApplied++;
        context.runner()
                .ask(
                        () -> desk.apply(next),
                        _ -> {
                            beingApplied--;
                            undo.ifPresent(takeBack ->
                                    context.navigator()
                                            .tellWithUndo(words.say("settings.applied"), takeBack));
                        },
                        problem -> {
                            beingApplied--;
                            applied = desk.current();
                            draft = applied;
                            render();
                            context.navigator().tell(problem);
                        });
    }

    private void askForecast(Settings settings) {
        int mine = ++asked;
        context.runner()
                .ask(
                        () -> desk.forecast(settings),
                        answer -> {
                            if (mine == asked) {
                                forecast = Optional.of(answer);
                                forecastProblem = "";
                                render();
                            }
                        },
                        problem -> {
                            if (mine == asked) {
                                forecast = Optional.empty();
                                forecastProblem = words.say(problem);
                                render();
                            }
                        });
    }

    private void render() {
        state.set(now());
    }

    private RulesState now() {
        boolean recorded = forecast.filter(f -> !f.hours().isEmpty()).isPresent();
        return new RulesState(
                draft,
                !draft.numbers().equals(draft.back(draft.preset()).numbers())
                        || !draft.rates().equals(draft.back(draft.preset()).rates()),
                forecastText(),
                recorded ? hours(forecast.orElseThrow().hours()) : List.of(),
                strongest(),
                conflicts(),
                weekText.describe(draft.hours()));
    }

    private String forecastText() {
        if (!forecastProblem.isEmpty()) {
            return forecastProblem;
        }
        return forecast.map(this::forecastText)
                .orElseGet(() -> words.say("settings.forecast.wait"));
    }

    private String forecastText(Forecast known) {
        if (known.hours().isEmpty()) {
            return words.say("settings.forecast.none");
        }
        return words.say(
                "settings.forecast.text",
                known.perDay().isZero()
                        ? words.say("settings.forecast.nothing")
                        : words.formats().span(known.perDay()),
                recorded(known.recorded()));
    }

    private String recorded(Duration length) {
        return length.toDays() >= 1
                ? words.count("settings.days", length.toDays())
                : words.formats().span(length);
    }

    private List<HourStrip.Hour> hours(List<Double> parts) {
        List<HourStrip.Hour> hours = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            hours.add(
                    new HourStrip.Hour(
                            parts.get(i),
                            words.say(
                                    "settings.forecast.hour",
                                    weekText.hourOfWeek(i),
                                    words.formats().percent(100 * parts.get(i)))));
        }
        return hours;
    }

    private String strongest() {
        return forecast.filter(f -> !f.hours().isEmpty() && f.perDay().compareTo(LITTLE) < 0)
                .filter(f -> !f.strongest().isEmpty())
                .map(f ->
                        words.say(
                                "settings.strongest",
                                f.strongest().stream()
                                        .map(words::say)
                                        .collect(Collectors.joining(" · "))))
                .orElse("");
    }

    private Map<Section, List<RulesState.Conflict>> conflicts() {
        Map<Section, List<RulesState.Conflict>> found = new EnumMap<>(Section.class);
        for (Sentence sentence : desk.contradictions(draft)) {
            Optional<Settings> repaired = Repair.of(sentence, draft);
            found.computeIfAbsent(Section.of(sentence), _ -> new ArrayList<>())
                    .add(
                            new RulesState.Conflict(
                                    words.say(sentence),
                                    repaired.isPresent() ? words.say(Repair.key(sentence)) : "",
                                    () -> repaired.ifPresent(this::change)));
        }
        return found;
    }

    WeekText weekText() {
        return weekText;
    }
}
