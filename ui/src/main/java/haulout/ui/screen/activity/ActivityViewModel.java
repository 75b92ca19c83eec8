// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.activity;

import haulout.home.ActivityEvent;
import haulout.home.ActivityFilter;
import haulout.home.HelpPart;
import haulout.home.HomeSnapshot;
import haulout.text.Sentence;
import haulout.ui.screen.ScreenContext;
import haulout.ui.text.Formats;
import haulout.ui.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The history: asks for as many events as are looked at, and for new ones when there are any.
final class ActivityViewModel {
    /// So many events are asked for at a time: some screens full.
    static final int AT_A_TIME = 200;

    /// The longest search.
    private static final int LONGEST = 200;

    private final ScreenContext context;
    private final Words words;
    private final Formats formats;
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<ActivityState> state =
            new ReadOnlyObjectWrapper<>(
                    new ActivityState(Optional.empty(), Span.ALL, "", true, "", false));
    private List<ActivityEvent> events = List.of();
    private long newest = Long.MIN_VALUE;
    private boolean isComplete;
    private boolean isAsking;
    private int asked;

    ActivityViewModel(ScreenContext context) {
        this.context = context;
        this.words = context.words();
        this.formats = words.formats();
    }

    ReadOnlyObjectProperty<ActivityState> state() {
        return state.getReadOnlyProperty();
    }

    /// Newest first.
    ObservableList<Row> rows() {
        return rows;
    }

    /// News: asks anew if something happened since.
    void accept(HomeSnapshot snapshot) {
        long latest = snapshot.lately().stream().mapToLong(ActivityEvent::number).max().orElse(-1);
        if (latest != newest) {
            newest = latest;
            // what is there stays, and so does the place that one reads at
            ask(Long.MAX_VALUE);
        }
    }

    void choose(Optional<ActivityEvent.Kind> kind) {
        ActivityState now = state.get();
        state.set(new ActivityState(kind, now.span(), now.words(), true, "", now.log()));
        reload();
    }

    void choose(Span span) {
        ActivityState now = state.get();
        state.set(new ActivityState(now.kind(), span, now.words(), true, "", now.log()));
        reload();
    }

    void search(String typed) {
        String text = typed.strip();
        String shortened = text.substring(0, Math.min(LONGEST, text.length()));
        ActivityState now = state.get();
        if (!shortened.equals(now.words())) {
            state.set(new ActivityState(now.kind(), now.span(), shortened, true, "", now.log()));
            reload();
        }
    }

    void showLog(boolean log) {
        ActivityState now = state.get();
        state.set(
                new ActivityState(
                        now.kind(), now.span(), now.words(), now.isLoading(), now.problem(), log));
    }

    /// Asks for everything anew.
    void reload() {
        events = List.of();
        isComplete = false;
        ask(Long.MAX_VALUE);
    }

    /// Tries once more what failed. What is there stays until there is something else.
    void again() {
        ask(Long.MAX_VALUE);
    }

    /// Asks for older events, unless there are none or an answer is awaited.
    void more() {
        if (!isComplete && !isAsking && !events.isEmpty()) {
            ask(events.getLast().number());
        }
    }

    private void ask(long before) {
        int mine = ++asked;
        isAsking = true;
        ActivityState now = state.get();
        ActivityFilter filter =
                new ActivityFilter(
                        now.kind().map(Set::of).orElse(Set.of()),
                        now.span().from(context.clock().instant(), formats.zone()),
                        now.words(),
                        formats.locale());
        context.runner()
                .ask(
                        () -> context.node().activity().events(filter, before, AT_A_TIME),
                        answer -> take(mine, before, answer),
                        problem -> failed(mine, problem));
    }

    private void take(int mine, long before, List<ActivityEvent> answer) {
        if (mine != asked) {
            return;
        }
        isAsking = false;
        if (before != Long.MAX_VALUE) {
            append(answer);
        } else if (!prepend(answer)) {
            isComplete = answer.size() < AT_A_TIME;
            events = List.copyOf(answer);
            List<Row> now = rows(answer, "");
            if (!now.equals(rows)) {
                rows.setAll(now);
            }
        }
        done("");
    }

    private void append(List<ActivityEvent> older) {
        isComplete = older.size() < AT_A_TIME;
        rows.addAll(rows(older, formats.day(events.getLast().at())));
        events = joined(events, older);
    }

    /// Puts news above what is there; false if that does not follow on.
    private boolean prepend(List<ActivityEvent> newestPage) {
        if (events.isEmpty()) {
            return false;
        }
        long known = events.getFirst().number();
        List<ActivityEvent> news =
                newestPage.stream().filter(event -> event.number() > known).toList();
        if (news.size() == newestPage.size()) {
            return false;
        }
        if (!news.isEmpty()) {
            String day = formats.day(news.getLast().at());
            rows.set(0, rows(events.subList(0, 1), day).getFirst());
            rows.addAll(0, rows(news, ""));
            events = joined(news, events);
        }
        return true;
    }

    private static List<ActivityEvent> joined(
            List<ActivityEvent> first, List<ActivityEvent> second) {
        List<ActivityEvent> all = new ArrayList<>(first.size() + second.size());
        all.addAll(first);
        all.addAll(second);
        return all;
    }

    private void failed(int mine, Sentence problem) {
        if (mine == asked) {
            isAsking = false;
            if (events.isEmpty()) {
                rows.clear(); // they are those of another question
            }
            done(words.say(problem));
        }
    }

    private void done(String problem) {
        ActivityState now = state.get();
        state.set(
                new ActivityState(now.kind(), now.span(), now.words(), false, problem, now.log()));
    }

    /// Shows some events without asking, for a screen that nobody sees.
    void warm(List<ActivityEvent> some) {
        rows.setAll(rows(some, ""));
    }

    /// @param above the day of the row above; empty for none
    private List<Row> rows(List<ActivityEvent> all, String above) {
        List<Row> made = new ArrayList<>();
        String before = above;
        for (ActivityEvent event : all) {
            String day = formats.day(event.at());
            made.add(
                    new Row(
                            event.number(),
                            event.kind(),
                            day.equals(before) ? "" : day,
                            formats.clock(event.at()),
                            words.say(event.sentence())));
            before = day;
        }
        return made;
    }

    /// Asks what would be in a help file.
    void helpParts(Consumer<List<HelpPart>> then) {
        context.runner()
                .ask(() -> context.node().activity().helpFile(), then, context.navigator()::tell);
    }

    /// Saves a help file where the owner chooses.
    void saveHelp(Runnable then) {
        context.desktop()
                .chooseTarget(words.say("activity.help.save"), "haulout-help.zip")
                .ifPresent(path ->
                        context.runner()
                                .ask(
                                        () -> context.node().activity().saveHelpFile(path),
                                        _ -> {
                                            then.run();
                                            context.navigator()
                                                    .tell(words.say("activity.help.saved"));
                                        },
                                        context.navigator()::tell));
    }
}
