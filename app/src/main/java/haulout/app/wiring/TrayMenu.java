// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import haulout.app.tray.TrayItem;
import haulout.app.tray.TrayState;
import haulout.home.EarningsReport;
import haulout.home.HomeNode;
import haulout.home.HomeSnapshot;
import haulout.resources.settings.Mode;
import haulout.status.AlertReport;
import haulout.status.NodeStanding;
import haulout.ui.screen.Later;
import haulout.ui.screen.Place;
import haulout.ui.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the tray shows and offers for a snapshot.
final class TrayMenu {
    /// More do not fit; the window has all of them.
    private static final int MOST_ALERTS = 5;

    private static final LocalTime MORNING = LocalTime.of(8, 0);
    private static final Logger log = LoggerFactory.getLogger(TrayMenu.class);

    private final HomeNode node;
    private final Supplier<Words> spoken;
    private final InstantSource clock;
    private final WindowDoor door;

    /// @param spoken in the language that is chosen now
    TrayMenu(HomeNode node, Supplier<Words> spoken, InstantSource clock, WindowDoor door) {
        this.node = node;
        this.spoken = spoken;
        this.clock = clock;
        this.door = door;
    }

    private Words words() {
        return spoken.get();
    }

    TrayState state(HomeSnapshot news) {
        HomeSnapshot snapshot = news.seenAt(clock.instant());
        NodeStanding standing = snapshot.status().standing();
        String word = words().say("status." + standing.name().toLowerCase(Locale.ROOT));
        String sentence = words().say(snapshot.status().sentence());
        return new TrayState(
                shape(standing),
                words().say("app.name") + " – " + word,
                sentence,
                items(snapshot, word).stream().map(this::guarded).toList());
    }

    /// A fault behind an entry of the menu is told, and ends nothing.
    private TrayItem guarded(TrayItem item) {
        return switch (item) {
            case TrayItem.Action(String text, Runnable run) ->
                    new TrayItem.Action(text, () -> guard(run));
            case TrayItem.Submenu(String text, List<TrayItem> items) ->
                    new TrayItem.Submenu(text, items.stream().map(this::guarded).toList());
            case TrayItem.Note note -> note;
            case TrayItem.Line line -> line;
        };
    }

    private void guard(Runnable run) {
        try {
            run.run();
        } catch (RuntimeException bug) {
            log.error("fault behind the tray's menu; the node runs on", bug);
            node.noteFault(UiFaults.TRAY);
        }
    }

    /// Six shapes, so that each can be told from the others in sixteen pixels.
    private static String shape(NodeStanding standing) {
        return switch (standing) {
            case HEALTHY -> "healthy";
            case RESTING -> "resting";
            case PAUSED -> "paused";
            case ATTENTION, AT_RISK -> "attention";
            case OFFLINE, STOPPED, CLOSED -> "offline";
            case CHECKING, STARTING, LEAVING -> "checking";
        };
    }

    private List<TrayItem> items(HomeSnapshot snapshot, String word) {
        List<TrayItem> items = new ArrayList<>();
        items.add(new TrayItem.Action(first(snapshot, word), () -> door.open(Place.HOME)));
        earned(snapshot.earnings())
                .ifPresent(text ->
                        items.add(new TrayItem.Action(text, () -> door.open(Place.EARNINGS))));
        items.add(new TrayItem.Line());
        items.add(new TrayItem.Action(words().say("menu.open"), door::open));
        Mode.Kind kind = snapshot.mode().mode().at(clock.instant());
        if (kind == Mode.Kind.PAUSED) {
            items.add(
                    new TrayItem.Action(
                            resume(snapshot.mode().mode().until()), () -> set(Mode.AUTOMATIC)));
        } else {
            items.add(new TrayItem.Submenu(words().say("tray.pause"), pauses()));
        }
        items.add(
                new TrayItem.Submenu(
                        words().say("tray.mode"),
                        List.of(
                                mode("mode.automatic", Mode.AUTOMATIC, kind),
                                mode("mode.quiet", new Mode(Mode.Kind.QUIET, Instant.MAX), kind),
                                mode(
                                        "tray.always",
                                        new Mode(
                                                Mode.Kind.ALWAYS,
                                                clock.instant().plus(Duration.ofHours(4))),
                                        kind))));
        if (snapshot.status().standing() == NodeStanding.RESTING) {
            items.add(
                    new TrayItem.Action(
                            words().say("home.why"), () -> door.open(Place.SETTINGS, "rules")));
        }
        items.add(new TrayItem.Line());
        items.add(
                new TrayItem.Action(words().say("files.add"), () -> door.open(Place.FILES, "add")));
        // the same that the bell counts
        List<AlertReport> alerts = Later.open(node.settings(), clock.instant(), snapshot.alerts());
        if (!alerts.isEmpty()) {
            items.add(
                    new TrayItem.Submenu(
                            words().count("header.bell.count", alerts.size()),
                            alerts.stream().limit(MOST_ALERTS).map(this::alert).toList()));
        }
        items.add(new TrayItem.Action(words().say("menu.check"), this::check));
        items.add(new TrayItem.Action(words().say("menu.compact"), door::compact));
        items.add(new TrayItem.Line());
        items.add(
                new TrayItem.Action(words().say("rail.settings"), () -> door.open(Place.SETTINGS)));
        items.add(
                new TrayItem.Submenu(
                        words().say("rail.help"),
                        List.of(
                                help("help.topic.guide", Place.HELP, ""),
                                help("activity.help", Place.ACTIVITY, "help"),
                                help("activity.log", Place.ACTIVITY, "log"),
                                help("help.topic.about", Place.HELP, "about"))));
        items.add(new TrayItem.Action(words().say("menu.quit"), door::askToQuit));
        return items;
    }

    private String first(HomeSnapshot snapshot, String word) {
        List<Long> used =
                snapshot.drives().stream()
                        .flatMap(drive -> drive.usedBytes().asOptional().stream())
                        .toList();
        if (used.isEmpty() || used.size() < snapshot.drives().size()) {
            return word;
        }
        long bytes = used.stream().mapToLong(Long::longValue).sum();
        return word + " – " + words().say("compact.kept", words().formats().bytes(bytes));
    }

    private Optional<String> earned(EarningsReport earnings) {
        return earnings.today().asOptional().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        words().say(
                                        "tray.earned",
                                        words().figure(earnings.today(), words().formats()::money),
                                        words().figure(
                                                        earnings.month(),
                                                        words().formats()::money)));
    }

    private String resume(Instant until) {
        return until.equals(Instant.MAX)
                ? words().say("pause.resume")
                : words().say(
                                "pause.resume.left",
                                words().formats().span(words().formats().until(until)));
    }

    private TrayItem help(String key, Place place, String subject) {
        return new TrayItem.Action(words().say(key), () -> door.open(place, subject));
    }

    private TrayItem alert(AlertReport alert) {
        return new TrayItem.Action(words().say(alert.sentence()), () -> door.open(Place.HEALTH));
    }

    private List<TrayItem> pauses() {
        return List.of(
                pause("tray.30", Duration.ofMinutes(30)),
                pause("for.1h", Duration.ofHours(1)),
                pause("for.3h", Duration.ofHours(3)),
                new TrayItem.Action(
                        words().say("for.morning", words().formats().clock(MORNING)),
                        () -> set(Mode.pausedUntil(morning()))),
                new TrayItem.Action(
                        words().say("for.resume"), () -> set(Mode.pausedUntil(Instant.MAX))));
    }

    private TrayItem pause(String key, Duration length) {
        return new TrayItem.Action(
                words().say(key), () -> set(Mode.pausedUntil(clock.instant().plus(length))));
    }

    private Instant morning() {
        ZonedDateTime now = clock.instant().atZone(words().formats().zone());
        return now.toLocalDate().plusDays(1).atTime(MORNING).atZone(now.getZone()).toInstant();
    }

    private TrayItem mode(String key, Mode mode, Mode.Kind now) {
        String mark = mode.kind() == now ? "✓ " : "";
        return new TrayItem.Action(mark + words().say(key), () -> set(mode));
    }

    private void set(Mode mode) {
        var _ = node.setMode(mode).whenComplete((_, problem) -> logIf(problem));
    }

    private void check() {
        var _ = node.checkNow().whenComplete((_, problem) -> logIf(problem));
    }

    private static void logIf(@org.jspecify.annotations.Nullable Throwable problem) {
        if (problem != null) {
            log.warn("what the tray asked for failed", problem);
        }
    }
}
