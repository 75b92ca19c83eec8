// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.activity;

import haulout.home.LogLine;
import haulout.ui.screen.ScreenContext;
import haulout.ui.text.Words;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

/// The technical log: keeps the newest lines and asks only for those that came after.
final class LogViewModel {
    /// More lines than a person can look through; about 20 MB.
    static final int MOST = 100_000;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss.SSS");

    private final ScreenContext context;
    private final Words words;
    private final ZoneId zone;
    private final ObservableList<LogLine> lines = FXCollections.observableArrayList();
    private final FilteredList<LogLine> shown = new FilteredList<>(lines);
    private final ObservableList<String> parts = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private LogLine.Level least = LogLine.Level.INFO;
    private String part = "";
    private boolean isAsking;

    LogViewModel(ScreenContext context) {
        this.context = context;
        this.words = context.words();
        this.zone = words.formats().zone();
        filter();
    }

    /// Oldest first, without those that are filtered out.
    ObservableList<LogLine> shown() {
        return shown;
    }

    /// Parts of the program that have said something.
    ObservableList<String> parts() {
        return parts;
    }

    /// Why there is nothing; empty if it is known.
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /// Only lines of at least this level.
    void choose(LogLine.Level level) {
        least = level;
        filter();
    }

    /// Only lines of a part; empty for all.
    void choosePart(String name) {
        part = name;
        filter();
    }

    private void filter() {
        LogLine.Level level = least;
        String name = part;
        shown.setPredicate(line ->
                line.level().compareTo(level) >= 0 && (name.isEmpty() || name.equals(line.part())));
    }

    /// Asks for new lines, unless an answer is awaited.
    void update() {
        if (isAsking) {
            return;
        }
        isAsking = true;
        long after = lines.isEmpty() ? 0 : lines.getLast().number();
        context.runner()
                .ask(
                        () -> context.node().activity().log(after),
                        this::take,
                        why -> {
                            isAsking = false;
                            problem.set(words.say(why));
                        });
    }

    private void take(List<LogLine> fresh) {
        isAsking = false;
        problem.set("");
        if (fresh.isEmpty()) {
            return;
        }
        int over = lines.size() + fresh.size() - MOST;
        if (over > 0) {
            // a tenth at once, so that a full list is not rebuilt at each news
            lines.remove(0, Math.min(lines.size(), over + MOST / 10));
        }
        lines.addAll(fresh.subList(Math.max(0, fresh.size() - MOST), fresh.size()));
        List<String> more =
                fresh.stream()
                        .map(LogLine::part)
                        .distinct()
                        .filter(p -> !parts.contains(p))
                        .toList();
        if (!more.isEmpty()) {
            parts.addAll(more);
            FXCollections.sort(parts);
        }
    }

    /// A moment as the log's files have it, in the reader's time zone.
    String time(LogLine line) {
        return TIME.format(line.at().atZone(zone));
    }

    /// Copies lines as text.
    void copy(Collection<LogLine> chosen) {
        Collection<LogLine> all = chosen.isEmpty() ? shown : chosen;
        context.desktop()
                .copy(
                        all.stream()
                                .map(line ->
                                        time(line)
                                                + " "
                                                + line.level()
                                                + " "
                                                + line.part()
                                                + " "
                                                + line.text())
                                .collect(Collectors.joining("\n")));
        context.navigator().tell(words.count("activity.log.copied", all.size()));
    }

    /// Shows the folder of the log's files.
    void openFolder() {
        if (!context.desktop().openFolder(context.node().activity().logFolder())) {
            context.navigator().tell(words.say("settings.folder.failed"));
        }
    }
}
